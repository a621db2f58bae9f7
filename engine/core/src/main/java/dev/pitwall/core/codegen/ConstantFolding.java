package dev.pitwall.core.codegen;

import dev.pitwall.core.type.TypeParts;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Computes lowered expressions without columns while planning. One that fails, or that asks for the
 * statement's clock, zone, user or parameters, stays as it is: it is computed, or fails, when the
 * statement runs.
 */
public final class ConstantFolding implements RexExecutor {
  private final RexExecutorImpl executor =
      new RexExecutorImpl(
          new dev.pitwall.core.function.StatementContext(
              new dev.pitwall.execution.kernel.EvaluationContext(
                  0, java.time.ZoneOffset.UTC, "", List.of())));

  @Override
  public void reduce(RexBuilder rex, List<RexNode> constants, List<RexNode> reduced) {
    for (RexNode constant : constants) {
      reduced.add(folded(rex, constant));
    }
  }

  private RexNode folded(RexBuilder rex, RexNode constant) {
    if (hasParameter(constant) || TypeParts.holdRows(constant.getType())) {
      return constant; // a row would come back in a cast that says where it may be NULL
    }
    List<RexNode> result = new java.util.ArrayList<>();
    try {
      RexNode written = constant.accept(new SearchExpansion(rex)).accept(new TextComparisons(rex));
      executor.reduce(rex, List.of(written), result);
      return result.get(0);
    } catch (RuntimeException | Error e) { // Calcite throws AssertionError for what it cannot do
      return constant;
    }
  }

  private static boolean hasParameter(RexNode expression) {
    boolean[] found = new boolean[1];
    expression.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitDynamicParam(RexDynamicParam parameter) {
            found[0] = true;
            return null;
          }
        });
    return found[0];
  }
}
