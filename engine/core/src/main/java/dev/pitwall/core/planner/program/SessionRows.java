package dev.pitwall.core.planner.program;

import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.plan.BatchSource;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.vector.Batches;
import java.util.Iterator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The rows of a temporary table, shared and not copied.
 *
 * @param schema lowered
 */
record SessionRows(TemporaryTable table, Schema schema) implements BatchSource {
  @Override
  public BatchStream open(BufferAllocator allocator, EvaluationContext context) {
    Iterator<VectorSchemaRoot> batches = table.batches().iterator();
    return new BatchStream() {
      @Override
      public Schema schema() {
        return schema;
      }

      @Override
      public VectorSchemaRoot next() {
        if (!batches.hasNext()) {
          return null;
        }
        VectorSchemaRoot batch = batches.next();
        VectorSchemaRoot slice = Batches.slice(batch, 0, batch.getRowCount(), allocator);
        return Batches.relabel(slice, schema, allocator);
      }

      @Override
      public void close() {}
    };
  }
}
