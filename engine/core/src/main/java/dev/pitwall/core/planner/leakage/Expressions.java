package dev.pitwall.core.planner.leakage;

import dev.pitwall.core.planner.leakage.Lineage.Column;
import dev.pitwall.core.planner.leakage.Lineage.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Where expressions over one row come from.
 *
 * @param row the columns that the expressions number
 * @param outer the rows of the queries around this one, which its expressions may name too
 */
record Expressions(List<Column> row, Map<CorrelationId, List<Column>> outer) {

  /** What a projection of an expression is. */
  Column column(RexNode node) {
    return new Column(origins(node), sources(node));
  }

  /**
   * The columns that an expression passes on: as they are, cast, or as timestamps that are moved by
   * a constant, all of which keep an upper bound an upper bound.
   */
  List<Origin> origins(RexNode node) {
    Optional<Column> named = named(node);
    if (named.isPresent()) {
      return named.get().origins();
    }
    if (node instanceof RexCall call && (isFaithfulCast(call) || isMoved(call))) {
      return origins(call.getOperands().get(0));
    }
    return List.of();
  }

  /** The relations on which an expression depends; none for a constant. */
  Set<Relation> sources(RexNode node) {
    Set<Relation> sources = new LinkedHashSet<>();
    node.accept(
        new RexVisitorImpl<Void>(/* deep= */ true) {
          @Override
          public Void visitInputRef(RexInputRef reference) {
            sources.addAll(row.get(reference.getIndex()).sources());
            return null;
          }

          @Override
          public Void visitFieldAccess(RexFieldAccess access) {
            named(access).ifPresent(column -> sources.addAll(column.sources()));
            return super.visitFieldAccess(access);
          }
        });
    return sources;
  }

  /** Whether an expression is a column of a query around this one. */
  boolean isOuter(RexNode node) {
    RexNode bare = node;
    while (bare instanceof RexCall call && !call.getOperands().isEmpty()) {
      bare = call.getOperands().get(0);
    }
    return bare instanceof RexFieldAccess && named(bare).isPresent();
  }

  private Optional<Column> named(RexNode node) {
    if (node instanceof RexInputRef reference) {
      return Optional.of(row.get(reference.getIndex()));
    }
    return node instanceof RexFieldAccess access
            && access.getReferenceExpr() instanceof RexCorrelVariable variable
            && outer.containsKey(variable.id)
        ? Optional.of(outer.get(variable.id).get(access.getField().getIndex()))
        : Optional.empty();
  }

  /** A timestamp that is cut to a day or a second may lie before the one it was made of. */
  private static boolean isFaithfulCast(RexCall call) {
    if (call.getKind() != SqlKind.CAST) {
      return false;
    }
    RelDataType from = call.getOperands().get(0).getType();
    return !SqlTypeUtil.isTimestamp(from)
        || (SqlTypeUtil.isTimestamp(call.getType())
            && call.getType().getPrecision() >= from.getPrecision());
  }

  private static boolean isMoved(RexCall call) {
    return (call.isA(SqlKind.PLUS) || call.isA(SqlKind.MINUS))
        && call.getOperands().size() == 2
        && SqlTypeUtil.isTimestamp(call.getOperands().get(0).getType())
        && call.getOperands().get(1) instanceof RexLiteral literal
        && SqlTypeUtil.isInterval(literal.getType());
  }
}
