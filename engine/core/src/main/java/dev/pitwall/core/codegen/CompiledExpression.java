package dev.pitwall.core.codegen;

import dev.pitwall.core.function.StatementContext;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.kernel.VectorKernel;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A compiled expression; its text is the expression's. */
record CompiledExpression(String text, RowLoop loop, Set<Integer> read) implements VectorKernel {
  CompiledExpression {
    read = Set.copyOf(read);
  }

  @Override
  public void evaluate(VectorSchemaRoot input, FieldVector output, EvaluationContext context) {
    try {
      loop.run(input, output, null, new StatementContext(context));
      output.setValueCount(input.getRowCount());
    } catch (RuntimeException e) {
      throw EvaluationErrors.translate(e, text);
    }
  }

  @Override
  public Optional<Set<Integer>> columns() {
    return Optional.of(read);
  }

  @Override
  public String toString() {
    return text;
  }
}
