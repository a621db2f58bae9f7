package dev.pitwall.core.codegen;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pitwall.core.type.TypeParts;
import dev.pitwall.execution.kernel.EvaluationContext;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Computes lowered expressions without columns while planning. One that fails, or that asks for the
 * statement's clock, zone, user or parameters, stays as it is: it is computed, or fails, when the
 * statement runs. Keeps what it compiled. Thread-safe.
 */
public final class ConstantFolding implements RexExecutor {
  private static final int KEPT = 1_000;

  /** Where code that Calcite makes of an expression looks for the row of its columns. */
  private static final String ROW = "inputRecord";

  private final EvaluationContext nobody = new EvaluationContext(0, ZoneOffset.UTC, "", List.of());

  private final JavaTypeFactory types = new GeneratedTypes();
  private final Cache<CodeKey, Function1<DataContext, Object[]>> compiled =
      Caffeine.newBuilder().maximumSize(KEPT).build();

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
    try {
      Object value = value(ConstantShape.of(constant.accept(new WrittenForm(rex)), types));
      return rex.makeLiteral(value, constant.getType(), /* allowCast= */ true);
    } catch (RuntimeException | Error e) { // Calcite throws AssertionError for what it cannot do
      return constant;
    }
  }

  private Object value(ConstantShape shape) {
    Map<String, Object> row = Map.of(ROW, shape.literals().toArray());
    return compiled.get(shape.key(), key -> compile(shape))
        .apply(new OperationContext(nobody, row))[0];
  }

  private Function1<DataContext, Object[]> compile(ConstantShape shape) {
    return RexExecutorImpl.getExecutable(
            new RexBuilder(types), List.of(shape.expression()), shape.rowType())
        .getFunction();
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
