package dev.pitwall.core.planner.idiom;

import dev.pitwall.core.planner.idiom.FeatureOrder.Direction;
import dev.pitwall.core.planner.idiom.FeatureOrder.Key;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.tools.RelBuilder;

/** The rows of a sub-query that looks at the columns of the spine row it is run for. */
final class CorrelatedCandidates implements Idiom.Finding {
  private final Correlate correlate;
  private final RexBuilder rex;
  private List<RexNode> outputs;
  private List<RexNode> conditions = new ArrayList<>();

  CorrelatedCandidates(Correlate correlate) {
    this.correlate = correlate;
    this.rex = correlate.getCluster().getRexBuilder();
    this.outputs = List.copyOf(rex.identityProjects(correlate.getRight().getRowType()));
  }

  @Override
  public RelNode place() {
    return correlate;
  }

  @Override
  public RelNode rewrite(RelBuilder builder) {
    Sort sort = limit();
    List<RexNode> keys = sortKeys(sort);
    RelNode feature = feature(sort.getInput(), keys);
    SpineReferences references = new SpineReferences(feature);
    Unmatched unmatched =
        correlate.getJoinType() == JoinRelType.INNER ? Unmatched.DROP : Unmatched.KEEP;
    Candidates candidates =
        new Candidates(correlate.getLeft(), feature, unmatched, references.visitList(conditions));
    FeatureOrder order =
        FeatureOrder.read(keys(sort, references.visitList(keys)), Direction.FIRST, candidates);
    RelNode join = new PointInTimeMatch(candidates, order).build(candidates.spine(), builder);
    MatchedOutputs matched = new MatchedOutputs(candidates, order.event(), join);
    List<RexNode> all = new ArrayList<>(matched.spine());
    references.visitList(outputs).forEach(output -> all.add(matched.ofMatch(output)));
    return builder
        .push(join)
        .project(all, correlate.getRowType().getFieldNames(), true)
        .convert(correlate.getRowType(), true)
        .build();
  }

  /** Goes down to the LIMIT. */
  private Sort limit() {
    RelNode node = correlate.getRight();
    while (node instanceof Project project) {
      outputs = RelOptUtil.pushPastProject(outputs, project);
      node = project.getInput();
    }
    if (node instanceof Filter) {
      throw new LookAlikeException("a condition after LIMIT 1 may drop the newest row");
    }
    if (!(node instanceof Sort sort)) {
      throw new LookAlikeException("the sub-query has no LIMIT 1");
    }
    if (!isNumber(sort.fetch, BigDecimal.ONE)) {
      throw new LookAlikeException("the sub-query's LIMIT is not 1");
    }
    if (sort.offset != null && !isNumber(sort.offset, BigDecimal.ZERO)) {
      throw new LookAlikeException("OFFSET skips the newest row");
    }
    return sort;
  }

  private static boolean isNumber(RexNode node, BigDecimal number) {
    return node instanceof RexLiteral literal
        && literal.getValue() instanceof BigDecimal value
        && value.compareTo(number) == 0;
  }

  private List<RexNode> sortKeys(Sort sort) {
    List<RexNode> keys = new ArrayList<>();
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      keys.add(rex.makeInputRef(sort.getInput(), key.getFieldIndex()));
    }
    return keys;
  }

  private static List<Key> keys(Sort sort, List<RexNode> expressions) {
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      RelFieldCollation key = sort.getCollation().getFieldCollations().get(i);
      boolean descending = key.getDirection().isDescending();
      NullDirection nulls =
          key.nullDirection == NullDirection.UNSPECIFIED
              ? key.getDirection().defaultNullDirection()
              : key.nullDirection;
      keys.add(new Key(expressions.get(i), descending ? Direction.FIRST : Direction.LAST, nulls));
    }
    return keys;
  }

  /** Goes down to the input that is the same for all spine rows, and takes what is on the way. */
  private RelNode feature(RelNode input, List<RexNode> keys) {
    CorrelationId spine = correlate.getCorrelationId();
    RelNode node = input;
    while (FreeVariables.of(node).contains(spine)) {
      if (node instanceof Filter filter) {
        conditions.add(filter.getCondition());
        node = filter.getInput();
      } else if (node instanceof Project project && !project.containsOver()) {
        conditions = new ArrayList<>(RelOptUtil.pushPastProject(conditions, project));
        outputs = RelOptUtil.pushPastProject(outputs, project);
        keys.replaceAll(key -> RelOptUtil.pushPastProject(key, project));
        node = project.getInput();
      } else {
        throw new LookAlikeException(
            "the sub-query does more than filter one table by the spine row");
      }
    }
    return node;
  }

  /** Puts the spine's columns in front of the feature input's. */
  private final class SpineReferences extends RexShuttle {
    private final RelNode feature;
    private final int spineWidth = correlate.getLeft().getRowType().getFieldCount();

    SpineReferences(RelNode feature) {
      this.feature = feature;
    }

    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      RexNode column = rex.makeInputRef(feature, reference.getIndex());
      return new RexInputRef(reference.getIndex() + spineWidth, column.getType());
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      if (access.getReferenceExpr() instanceof RexCorrelVariable) {
        return rex.makeInputRef(correlate.getLeft(), access.getField().getIndex());
      }
      return super.visitFieldAccess(access);
    }
  }
}
