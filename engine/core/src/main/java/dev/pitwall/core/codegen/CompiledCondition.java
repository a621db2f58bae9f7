package dev.pitwall.core.codegen;

import dev.pitwall.core.function.StatementContext;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.kernel.FilterKernel;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A compiled condition; its text is the condition's. */
record CompiledCondition(String text, RowLoop loop, Set<Integer> read) implements FilterKernel {
  CompiledCondition {
    read = Set.copyOf(read);
  }

  @Override
  public int select(VectorSchemaRoot input, int[] selected, EvaluationContext context) {
    try {
      return loop.run(input, null, selected, new StatementContext(context));
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
