package dev.pitwall.core.planner.idiom;

import dev.pitwall.core.planner.idiom.FeatureOrder.Direction;
import dev.pitwall.core.planner.idiom.FeatureOrder.Key;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Rows of a join that are numbered within the rows of each partition, and a condition on the
 * number.
 *
 * @param node what is rewritten
 * @param window computes the numbers, on the columns of its input
 * @param over the number in question
 * @param terms what must hold of rows above the window, on the columns of its input
 * @param outputs what the node puts out, on the columns of the window's input
 */
record NumberedCandidates(
    RelNode node,
    Project window,
    RexOver over,
    OrientedJoin join,
    List<RexNode> terms,
    List<RexNode> outputs)
    implements Idiom.Finding {

  @Override
  public RelNode place() {
    return window;
  }

  @Override
  public RelNode rewrite(RelBuilder builder) {
    checkFirstRowIsKept();
    Candidates candidates = candidates(builder);
    PointInTimeMatch match = new PointInTimeMatch(candidates, order(candidates));
    List<RexNode> answer = withoutNumber(outputs);
    List<RexNode> others =
        withoutNumber(terms.stream().filter(term -> !RexOver.containsOver(term)).toList());
    RelNode spine = spineRows(candidates, match, answer, others, builder);
    return builder
        .push(match.build(spine, builder))
        .filter(others)
        .project(answer, node.getRowType().getFieldNames(), true)
        .convert(node.getRowType(), true)
        .build();
  }

  private void checkFirstRowIsKept() {
    if (!over.isA(SqlKind.ROW_NUMBER)) {
      throw new LookAlikeException(over.getKind() + " keeps every row that ties");
    }
    List<RexNode> numbers = terms.stream().filter(RexOver::containsOver).toList();
    if (numbers.size() > 1 || !isFirst(numbers.get(0))) {
      throw new LookAlikeException("the condition on ROW_NUMBER is not = 1");
    }
  }

  private boolean isFirst(RexNode term) {
    if (!(term instanceof RexCall call) || call.getOperands().size() != 2) {
      return false;
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    return left.equals(over)
        ? isFirst(call.getKind(), right)
        : right.equals(over) && isFirst(call.getKind().reverse(), left);
  }

  private static boolean isFirst(SqlKind operator, RexNode number) {
    if (!(number instanceof RexLiteral literal)
        || !(literal.getValue() instanceof BigDecimal value)) {
      return false;
    }
    return switch (operator) {
      case EQUALS, LESS_THAN_OR_EQUAL -> value.compareTo(BigDecimal.ONE) == 0;
      case LESS_THAN -> value.compareTo(BigDecimal.valueOf(2)) == 0;
      default -> false;
    };
  }

  /** Conditions on the spine alone choose spine rows, before or after an inner join. */
  private Candidates candidates(RelBuilder builder) {
    RexBuilder rex = node.getCluster().getRexBuilder();
    Unmatched unmatched = join.unmatched();
    List<RexNode> on = join.oriented(Candidates.terms(rex, List.of(join.join().getCondition())));
    List<RexNode> where = join.oriented(Candidates.terms(rex, below(List.of()).filters()));
    Candidates all = new Candidates(join.spine(), join.feature(), unmatched, on);
    checkDeterministic(on, all);
    checkDeterministic(where, all);
    List<RexNode> spineOnly = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>();
    for (RexNode term : on) {
      (unmatched == Unmatched.DROP && all.isSpine(term) ? spineOnly : conditions).add(term);
    }
    for (RexNode term : where) {
      if (unmatched == Unmatched.KEEP && !all.isSpine(term)) {
        throw new LookAlikeException(
            all.text(term) + " is a condition on feature columns after the join");
      }
      (all.isSpine(term) ? spineOnly : conditions).add(term);
    }
    RelNode spine =
        spineOnly.isEmpty() ? join.spine() : builder.push(join.spine()).filter(spineOnly).build();
    return new Candidates(spine, join.feature(), unmatched, conditions);
  }

  private static void checkDeterministic(List<RexNode> terms, Candidates all) {
    for (RexNode term : terms) {
      if (!RexUtil.isDeterministic(term)) {
        throw new LookAlikeException(all.text(term) + " is at random");
      }
    }
  }

  private JoinBelow below(List<RexNode> expressions) {
    return JoinBelow.of(window.getInput(), expressions).orElseThrow();
  }

  /** Expressions on the window's input, on the columns of spine and feature. */
  private List<RexNode> moved(List<RexNode> expressions) {
    return join.oriented(below(expressions).expressions());
  }

  private FeatureOrder order(Candidates candidates) {
    List<RexFieldCollation> orderKeys = over.getWindow().orderKeys;
    List<RexNode> expressions = moved(orderKeys.stream().map(key -> key.left).toList());
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < orderKeys.size(); i++) {
      keys.add(
          new Key(
              expressions.get(i),
              orderKeys.get(i).getDirection().isDescending() ? Direction.FIRST : Direction.LAST,
              orderKeys.get(i).getNullDirection()));
    }
    return FeatureOrder.read(keys, Direction.FIRST, candidates);
  }

  private List<RexNode> withoutNumber(List<RexNode> expressions) {
    RexBuilder rex = node.getCluster().getRexBuilder();
    RexNode first = rex.makeExactLiteral(BigDecimal.ONE, over.getType());
    List<RexNode> replaced = RecogniseFirstRowNumberRule.replaced(expressions, over, first);
    if (replaced.stream().anyMatch(RexOver::containsOver)) {
      throw new LookAlikeException("another window function looks at the same rows");
    }
    return moved(replaced);
  }

  /**
   * The spine with one row for each partition. Where partitions do not tell all spine rows apart,
   * equal rows share one; that is shown only when nobody looks at what may differ between them.
   */
  private RelNode spineRows(
      Candidates candidates,
      PointInTimeMatch match,
      List<RexNode> answer,
      List<RexNode> others,
      RelBuilder builder) {
    List<RexNode> partition = moved(over.getWindow().partitionKeys);
    ImmutableBitSet identity = identity(partition, candidates);
    if (RowIdentity.isUnique(candidates.spine(), identity)) {
      return candidates.spine();
    }
    List<RexNode> used = new ArrayList<>(partition);
    used.addAll(match.conditions().spineExpressions());
    used.addAll(answer);
    used.addAll(others);
    ImmutableBitSet unknown = candidates.spineColumns(used).except(identity);
    if (!unknown.isEmpty()) {
      throw new LookAlikeException(
          "PARTITION BY may put several spine rows together, and "
              + candidates.spine().getRowType().getFieldNames().get(unknown.nth(0))
              + " is not part of it");
    }
    return distinct(candidates.spine(), identity, builder);
  }

  /** The spine columns that are the same for all rows of a partition. */
  private static ImmutableBitSet identity(List<RexNode> partition, Candidates candidates) {
    ImmutableBitSet.Builder identity = ImmutableBitSet.builder();
    for (RexNode key : partition) {
      if (!candidates.isSpine(key) || !RexUtil.isDeterministic(key)) {
        throw new LookAlikeException(
            "PARTITION BY " + candidates.text(key) + " is not on spine columns");
      } else if (key instanceof RexInputRef reference) {
        identity.set(reference.getIndex());
      }
    }
    return identity.build();
  }

  /** One row for each value of some columns; the others, which nobody looks at, are NULL. */
  private static RelNode distinct(RelNode spine, ImmutableBitSet columns, RelBuilder builder) {
    builder.push(spine).aggregate(builder.groupKey(columns));
    List<RexNode> all = new ArrayList<>();
    for (int i = 0; i < spine.getRowType().getFieldCount(); i++) {
      all.add(
          columns.get(i)
              ? builder.field(columns.indexOf(i))
              : builder
                  .getRexBuilder()
                  .makeNullLiteral(spine.getRowType().getFieldList().get(i).getType()));
    }
    return builder.project(all, spine.getRowType().getFieldNames(), true).build();
  }
}
