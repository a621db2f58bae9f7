package dev.pitwall.core.planner.physical;

import dev.pitwall.core.codegen.ValueBatches;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.plan.BatchSource;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.vector.Batches;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Rows that are known when the statement runs, in one batch if they are few: a lookup then asks for
 * all of their keys at once.
 *
 * @param schema lowered
 */
record KnownRows(Schema schema, Rows rows) implements BatchSource {
  /** The values of the rows in one run. */
  @FunctionalInterface
  interface Rows {
    List<List<Object>> in(EvaluationContext run, BufferAllocator allocator);
  }

  @Override
  public BatchStream open(BufferAllocator allocator, EvaluationContext run) {
    List<List<Object>> known = rows.in(run, allocator);
    return new BatchStream() {
      private int next;

      @Override
      public Schema schema() {
        return schema;
      }

      @Override
      public VectorSchemaRoot next() {
        int last = Math.min(next + Batches.MAX_ROWS, known.size());
        List<List<Object>> some = known.subList(next, last);
        next = last;
        return some.isEmpty()
            ? null
            : ValueBatches.of(
                schema, some.size(), (row, column) -> some.get(row).get(column), allocator);
      }

      @Override
      public void close() {}
    };
  }
}
