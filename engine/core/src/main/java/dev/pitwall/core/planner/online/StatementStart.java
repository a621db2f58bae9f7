package dev.pitwall.core.planner.online;

import dev.pitwall.core.function.SessionTime;
import dev.pitwall.core.function.StaticFunction;
import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Finds columns that hold the statement's start, CURRENT_TIMESTAMP, in lowered algebra. */
final class StatementStart {
  private StatementStart() {}

  /** Whether a column is the statement's start in every row; when in doubt, not. */
  static boolean isIn(RelNode node, int column) {
    if (node instanceof Project project) {
      RexNode expression = project.getProjects().get(column);
      return expression instanceof RexInputRef reference
          ? isIn(project.getInput(), reference.getIndex())
          : isStart(expression);
    }
    boolean passesOn =
        node instanceof Filter
            || ((node instanceof PointInTimeJoin || node instanceof OnlineLookup)
                && column < node.getInput(0).getRowType().getFieldCount());
    return passesOn && isIn(node.getInput(0), column);
  }

  private static boolean isStart(RexNode expression) {
    if (!(expression instanceof RexCall call)
        || !(call.getOperator() instanceof StaticFunction function)
        || function.method().getDeclaringClass() != SessionTime.class) {
      return false;
    }
    return switch (function.method().getName()) {
      case "statementInstant", "statementTimestamp" -> true;
      case "timestampInstant", "instantTimestamp" -> isStart(call.getOperands().get(0));
      default -> false;
    };
  }
}
