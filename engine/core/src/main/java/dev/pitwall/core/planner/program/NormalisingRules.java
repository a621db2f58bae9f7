package dev.pitwall.core.planner.program;

import com.google.common.collect.ImmutableList;
import dev.pitwall.core.planner.online.LookUpFilteredKeysRule;
import dev.pitwall.core.planner.online.LookUpJoinedKeysRule;
import dev.pitwall.core.planner.online.LookUpOnlyRowRule;
import dev.pitwall.core.planner.online.MergeOnlineLookupsRule;
import dev.pitwall.core.planner.online.PullProjectAboveOnlineLookupRule;
import dev.pitwall.core.planner.online.PushFilterBelowOnlineLookupRule;
import dev.pitwall.core.planner.rule.MergePointInTimeJoinsRule;
import dev.pitwall.core.planner.rule.PullProjectAbovePointInTimeJoinRule;
import dev.pitwall.core.planner.rule.PushFilterIntoSpineRule;
import dev.pitwall.core.planner.rule.ReadEqualFeaturesOnceRule;
import java.util.EnumSet;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.rules.AggregateReduceFunctionsRule;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.sql.SqlKind;

/** The rules of each phase that applies rules. */
final class NormalisingRules {
  /** Queries within expressions become correlations, which are then decorrelated. */
  static final List<RelOptRule> SUB_QUERIES =
      ImmutableList.of(
          subQueries(SubQueryRemoveRule.Config.FILTER),
          subQueries(SubQueryRemoveRule.Config.PROJECT),
          subQueries(SubQueryRemoveRule.Config.JOIN));

  /**
   * Point-in-time joins of one spine become one, which reads equal features once. While tables have
   * their names, and so can be told to be the same.
   */
  static final List<RelOptRule> POINT_IN_TIME =
      ImmutableList.of(
          PullProjectAbovePointInTimeJoinRule.INSTANCE,
          MergePointInTimeJoinsRule.INSTANCE,
          ReadEqualFeaturesOnceRule.INSTANCE);

  /** SUM itself stays: the rule would make two functions of it. */
  private static final RelOptRule COMPOSED_AGGREGATES =
      AggregateReduceFunctionsRule.Config.DEFAULT
          .withFunctionsToReduce(
              EnumSet.of(
                  SqlKind.AVG,
                  SqlKind.STDDEV_POP,
                  SqlKind.STDDEV_SAMP,
                  SqlKind.VAR_POP,
                  SqlKind.VAR_SAMP))
          .toRule();

  /** Filters go down to where rows come from, joins are recognised, constants are folded. */
  static final List<RelOptRule> NORMALISE =
      ImmutableList.of(
          CoreRules.FILTER_INTO_JOIN,
          CoreRules.JOIN_CONDITION_PUSH,
          CoreRules.JOIN_PUSH_EXPRESSIONS,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          CoreRules.FILTER_AGGREGATE_TRANSPOSE,
          CoreRules.FILTER_SET_OP_TRANSPOSE,
          CoreRules.FILTER_MERGE,
          CoreRules.FILTER_REDUCE_EXPRESSIONS,
          CoreRules.PROJECT_REDUCE_EXPRESSIONS,
          CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW,
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE,
          CoreRules.UNION_MERGE,
          CoreRules.SORT_REMOVE_CONSTANT_KEYS,
          COMPOSED_AGGREGATES,
          PruneEmptyRules.FILTER_INSTANCE,
          PruneEmptyRules.PROJECT_INSTANCE,
          PushFilterIntoSpineRule.INSTANCE,
          PullProjectAbovePointInTimeJoinRule.INSTANCE,
          MergePointInTimeJoinsRule.INSTANCE,
          LookUpFilteredKeysRule.INSTANCE,
          LookUpJoinedKeysRule.INSTANCE,
          LookUpOnlyRowRule.INSTANCE,
          PushFilterBelowOnlineLookupRule.INSTANCE,
          PullProjectAboveOnlineLookupRule.INSTANCE,
          MergeOnlineLookupsRule.INSTANCE);

  /** After unused columns are gone, projections can meet that did not before. */
  static final List<RelOptRule> TIDY =
      ImmutableList.of(
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          CoreRules.FILTER_MERGE,
          PullProjectAbovePointInTimeJoinRule.INSTANCE,
          MergePointInTimeJoinsRule.INSTANCE);

  /** What was looked up instead of joined is looked up with what the query looks up itself. */
  static final List<RelOptRule> ONLINE =
      ImmutableList.of(
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          CoreRules.FILTER_MERGE,
          PushFilterBelowOnlineLookupRule.INSTANCE,
          PullProjectAboveOnlineLookupRule.INSTANCE,
          MergeOnlineLookupsRule.INSTANCE);

  private NormalisingRules() {}

  private static RelOptRule subQueries(SubQueryRemoveRule.Config kind) {
    return kind.withRelBuilderFactory(NewestNames::new).toRule();
  }
}
