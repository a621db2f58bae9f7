package dev.pitwall.core.codegen;

import dev.pitwall.core.function.StaticFunction;
import dev.pitwall.spi.predicate.ValueOrder;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Has texts compared by code point; Calcite's code would compare them by UTF-16. */
final class TextComparisons extends RexShuttle {
  private static final StaticFunction ORDER = StaticFunction.of(ValueOrder.class, "compareTexts");

  private final RexBuilder rex;

  TextComparisons(RexBuilder rex) {
    this.rex = rex;
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    return visited instanceof RexCall comparison && isOrdered(comparison)
        ? ordered(comparison)
        : visited;
  }

  private static boolean isOrdered(RexCall call) {
    return switch (call.getKind()) {
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          call.getOperands().stream().allMatch(o -> SqlTypeUtil.inCharFamily(o.getType()));
      default -> false;
    };
  }

  private RexNode ordered(RexCall comparison) {
    RexNode order = rex.makeCall(ORDER, comparison.getOperands());
    RexNode equal = rex.makeExactLiteral(BigDecimal.ZERO);
    return rex.makeCall(comparison.getType(), comparison.getOperator(), List.of(order, equal));
  }
}
