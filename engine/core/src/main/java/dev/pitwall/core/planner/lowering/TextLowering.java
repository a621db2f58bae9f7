package dev.pitwall.core.planner.lowering;

import dev.pitwall.core.function.TextParts;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Functions that count characters; Calcite's count what a character is in UTF-16. */
final class TextLowering {
  private final LoweredCalls calls;
  private final CastLowering casts;

  TextLowering(LoweredCalls calls, CastLowering casts) {
    this.calls = calls;
    this.casts = casts;
  }

  /** The lowered call; empty for any other function. */
  Optional<RexNode> lower(RexCall call, List<RexNode> operands) {
    return operands.isEmpty() || !SqlTypeUtil.inCharFamily(operands.get(0).getType())
        ? Optional.empty()
        : counted(call, operands).map(value -> casts.asDeclared(value, call.getType()));
  }

  private Optional<RexNode> counted(RexCall call, List<RexNode> operands) {
    return Optional.ofNullable(
        switch (call.getOperator().getName() + operands.size()) {
          case "CHAR_LENGTH1", "CHARACTER_LENGTH1", "LENGTH1" -> parts("textLength", operands);
          case "SUBSTRING2" -> parts("textFrom", operands);
          case "SUBSTRING3" -> parts("textPart", operands);
          case "LEFT2" -> parts("textLeft", operands);
          case "RIGHT2" -> parts("textRight", operands);
          case "POSITION2" -> parts("textPosition", operands);
          default -> null;
        });
  }

  private RexNode parts(String method, List<RexNode> operands) {
    return calls.call(
        TextParts.class,
        method,
        operands.stream()
            .map(o -> SqlTypeUtil.isNumeric(o.getType()) ? calls.toBigint(o) : o)
            .toArray(RexNode[]::new));
  }
}
