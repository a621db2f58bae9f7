package dev.pitwall.core.planner.idiom;

import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What is computed of a match before it is joined with its spine row, computed after a
 * point-in-time join: NULL where there is no match.
 */
final class MatchedOutputs {
  private final Candidates candidates;
  private final RelNode join;
  private final RexBuilder rex;
  private final RexNode event;

  /**
   * Makes outputs.
   *
   * @param event of the feature input, NULL in no match
   * @param join has the spine's columns, then the feature input's
   */
  MatchedOutputs(Candidates candidates, RexNode event, RelNode join) {
    this.candidates = candidates;
    this.join = join;
    this.rex = join.getCluster().getRexBuilder();
    this.event =
        event.accept(
            new RexShuttle() {
              @Override
              public RexNode visitInputRef(RexInputRef reference) {
                return rex.makeInputRef(join, reference.getIndex() + candidates.spineWidth());
              }
            });
  }

  /** The columns of the spine. */
  List<RexNode> spine() {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < candidates.spineWidth(); i++) {
      columns.add(rex.makeInputRef(join, i));
    }
    return columns;
  }

  /** An expression on the spine's columns and the match's. */
  RexNode ofMatch(RexNode output) {
    RexNode computed = output.accept(new Columns());
    if (candidates.unmatched() == Unmatched.DROP || Strong.isNull(computed, featureColumns())) {
      return computed;
    }
    RelDataType type = rex.getTypeFactory().createTypeWithNullability(computed.getType(), true);
    return rex.makeCall(
        SqlStdOperatorTable.CASE,
        rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, event),
        computed,
        rex.makeNullLiteral(type));
  }

  private ImmutableBitSet featureColumns() {
    return ImmutableBitSet.range(candidates.spineWidth(), join.getRowType().getFieldCount());
  }

  /** Reads the join's columns, any of which may be NULL that was not before. */
  private final class Columns extends RexShuttle {
    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      return rex.makeInputRef(join, reference.getIndex());
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexCall visited = (RexCall) super.visitCall(call);
      boolean mayBeNull =
          visited != call && visited.getOperands().stream().anyMatch(o -> o.getType().isNullable());
      return mayBeNull && !visited.getType().isNullable()
          ? visited.clone(
              rex.getTypeFactory().createTypeWithNullability(visited.getType(), true),
              visited.getOperands())
          : visited;
    }
  }
}
