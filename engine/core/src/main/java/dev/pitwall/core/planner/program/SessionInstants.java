package dev.pitwall.core.planner.program;

import dev.pitwall.core.function.SessionTime;
import dev.pitwall.core.function.StaticFunction;
import java.math.BigDecimal;
import java.time.ZoneId;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Turns literals of the session's wall clock into instants while planning: plans belong to the
 * settings they were made under, and only a plain number can be pushed down to a store.
 */
final class SessionInstants extends RelHomogeneousShuttle {
  private final RexBuilder rex;
  private final ZoneId zone;

  SessionInstants(RexBuilder rex, ZoneId zone) {
    this.rex = rex;
    this.zone = zone;
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node).accept(new Literals());
  }

  private final class Literals extends RexShuttle {
    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      return call.getOperator() instanceof StaticFunction function
              && function.method().getDeclaringClass() == SessionTime.class
              && function.method().getName().equals("timestampInstant")
              && call.getOperands().get(0) instanceof RexLiteral literal
              && !literal.isNull()
          ? instant(literal, call)
          : visited;
    }

    private RexNode instant(RexLiteral wallClock, RexCall call) {
      long micros = wallClock.getValueAs(BigDecimal.class).longValueExact();
      long instant = SessionTime.instantAt(micros, zone);
      return rex.makeExactLiteral(BigDecimal.valueOf(instant), call.getType());
    }
  }
}
