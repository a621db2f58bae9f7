package dev.pitwall.core.planner.leakage;

import dev.pitwall.core.planner.leakage.Lineage.Column;
import dev.pitwall.core.planner.leakage.Lineage.Grain;
import dev.pitwall.core.planner.leakage.Lineage.Origin;
import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.execution.plan.term.MatchDirection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Finds the feature views of a query that meet other rows on their join keys without an upper bound
 * on their event timestamp: a training set made so sees its own future.
 *
 * <p>Follows columns from the scans upwards, so that it does not matter whether a bound is written
 * in ON, in WHERE or in a query around. A bound has to be below an aggregate, a window and a LIMIT,
 * which have looked at the future already. Reads algebra whose types are not lowered yet, after
 * point-in-time joins were recognised.
 */
public final class LeakageLint {
  private final Meetings meetings = new Meetings();
  private final Map<CorrelationId, List<Column>> outer = new HashMap<>();

  private LeakageLint() {}

  /** The leaks of a query, in the order of its joins. */
  public static List<Leak> leaks(RelNode query) {
    LeakageLint lint = new LeakageLint();
    lint.meetings.settle(lint.trace(query).relations());
    return lint.meetings.leaks();
  }

  private Lineage trace(RelNode node) {
    if (node instanceof TableScan scan) {
      return scan(scan);
    } else if (node instanceof Values values) {
      Relation rows = Relation.of("VALUES");
      return Lineage.computed(values.getRowType().getFieldCount(), Set.of(rows));
    } else if (node instanceof Filter filter) {
      return filter(filter);
    } else if (node instanceof Project project) {
      return project(project);
    } else if (node instanceof Join join) {
      return join(join);
    } else if (node instanceof PointInTimeJoin join) {
      return pointInTime(join);
    } else if (node instanceof Correlate correlate) {
      return correlate(correlate);
    } else if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (node instanceof SetOp setOp) {
      return setOp.getInputs().stream().map(this::trace).reduce(Lineage::below).orElseThrow();
    } else if (node instanceof Sort sort) {
      return sort(sort);
    }
    return other(node);
  }

  private static Lineage scan(TableScan scan) {
    EngineTable table = scan.getTable().unwrap(EngineTable.class);
    Relation relation =
        table instanceof HistoryTable history
            ? Relation.ofHistory(history.view())
            : Relation.of(String.join(".", scan.getTable().getQualifiedName()));
    List<Column> columns =
        scan.getRowType().getFieldNames().stream()
            .map(name -> new Origin(relation, name, Grain.ROW))
            .map(origin -> new Column(List.of(origin), Set.of(relation)))
            .toList();
    return new Lineage(columns, Set.of(relation));
  }

  private Lineage filter(Filter filter) {
    Lineage input = trace(filter.getInput());
    conditions(input).read(comparisons(filter, filter.getCondition()), meetings::bound);
    return input;
  }

  private Lineage project(Project project) {
    Lineage input = trace(project.getInput());
    if (RexOver.containsOver(project.getProjects(), null)) {
      meetings.settle(input.relations());
    }
    Expressions expressions = new Expressions(input.columns(), outer);
    List<Column> columns = project.getProjects().stream().map(expressions::column).toList();
    return new Lineage(columns, input.relations());
  }

  private Lineage join(Join join) {
    Lineage left = trace(join.getLeft());
    Lineage right = trace(join.getRight());
    Lineage both = Lineage.beside(left, right);
    meetKeyless(left, right);
    meetKeyless(right, left);
    JoinRelType type = join.getJoinType();
    boolean keepsLeft = type.generatesNullsOnRight() || type == JoinRelType.ANTI;
    boolean keepsRight = type.generatesNullsOnLeft();
    conditions(both)
        .read(
            comparisons(join, join.getCondition()),
            (view, by) -> {
              if (keepsLeft && left.relations().contains(view)) {
                meetings.boundAmong(view, by, right.relations());
              } else if (keepsRight && right.relations().contains(view)) {
                meetings.boundAmong(view, by, left.relations());
              } else {
                meetings.bound(view, by);
              }
            });
    return type.projectsRight() ? both : new Lineage(left.columns(), both.relations());
  }

  private void meetKeyless(Lineage some, Lineage others) {
    some.relations().stream()
        .filter(Relation::isKeyless)
        .forEach(view -> meetings.meetByNothing(view, others.relations()));
  }

  /** The match bounds the feature's timestamp; rows that it bounds otherwise are a leak too. */
  private Lineage pointInTime(PointInTimeJoin join) {
    Lineage spine = trace(join.spine());
    List<Column> columns = new ArrayList<>(spine.columns());
    Set<Relation> relations = new LinkedHashSet<>(spine.relations());
    for (int i = 0; i < join.matches().size(); i++) {
      FeatureMatch match = join.matches().get(i);
      Lineage feature = trace(join.features().get(i));
      meetKeyless(feature, spine);
      for (int key = 0; key < match.featureKeys().size(); key++) {
        Set<Relation> others = spine.columns().get(match.spineKeys().get(key)).sources();
        feature.columns().get(match.featureKeys().get(key)).origins().stream()
            .filter(origin -> origin.relation().isJoinKey(origin.column()))
            .forEach(origin -> meetings.meetByKey(origin, others));
      }
      if (match.direction() == MatchDirection.BACKWARD || match.isKnownAhead()) {
        bound(match, spine, feature);
      }
      match.output().forEach(column -> columns.add(feature.columns().get(column)));
      relations.addAll(feature.relations());
    }
    return new Lineage(columns, relations);
  }

  /** A match ahead of the spine row is the future, unless it had been written down by then. */
  private void bound(FeatureMatch match, Lineage spine, Lineage feature) {
    Set<Relation> by = spine.columns().get(match.spineTimestamp()).sources();
    feature.columns().get(match.eventTimestamp()).origins().stream()
        .filter(origin -> origin.relation().isEventTimestamp(origin.column()))
        .forEach(origin -> meetings.bound(origin.relation(), by));
  }

  private Lineage correlate(Correlate correlate) {
    Lineage left = trace(correlate.getLeft());
    outer.put(correlate.getCorrelationId(), left.columns());
    Lineage right = trace(correlate.getRight());
    meetKeyless(left, right);
    meetKeyless(right, left);
    Lineage both = Lineage.beside(left, right);
    return correlate.getJoinType().projectsRight()
        ? both
        : new Lineage(left.columns(), both.relations());
  }

  private Lineage aggregate(Aggregate aggregate) {
    Lineage input = trace(aggregate.getInput());
    // A scalar sub-query is checked to have one row; that row is nobody's aggregate.
    boolean checksOnly =
        !aggregate.getAggCallList().isEmpty()
            && aggregate.getAggCallList().stream()
                .allMatch(call -> call.getAggregation().getKind() == SqlKind.SINGLE_VALUE);
    List<Column> columns = new ArrayList<>();
    for (int group : aggregate.getGroupSet()) {
      Column column = input.columns().get(group);
      columns.add(
          checksOnly
              ? column
              : new Column(
                  column.origins().stream().map(Origin::aggregated).toList(), column.sources()));
    }
    aggregate.getAggCallList().forEach(call -> columns.add(Column.computed(input.relations())));
    return new Lineage(columns, input.relations());
  }

  private Lineage sort(Sort sort) {
    Lineage input = trace(sort.getInput());
    if (sort.fetch != null || sort.offset != null) {
      meetings.settle(input.relations());
    }
    return input;
  }

  private Lineage other(RelNode node) {
    Set<Relation> relations = new LinkedHashSet<>();
    node.getInputs().forEach(input -> relations.addAll(trace(input).relations()));
    return Lineage.computed(node.getRowType().getFieldCount(), relations);
  }

  private Conditions conditions(Lineage row) {
    return new Conditions(new Expressions(row.columns(), outer), meetings);
  }

  private static RexNode comparisons(RelNode node, RexNode condition) {
    return RexUtil.expandSearch(node.getCluster().getRexBuilder(), null, condition);
  }
}
