package dev.pitwall.core.planner.program;

import dev.pitwall.core.table.MetadataTable;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.plan.BatchSource;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.vector.RowBatch;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The rows of a metadata table, as of when it is read.
 *
 * @param schema lowered
 */
record MetadataRows(MetadataTable table, Schema schema) implements BatchSource {
  @Override
  public BatchStream open(BufferAllocator allocator, EvaluationContext context) {
    return new BatchStream() {
      private boolean read;

      @Override
      public Schema schema() {
        return schema;
      }

      @Override
      public VectorSchemaRoot next() {
        List<List<Object>> rows = read ? List.of() : table.rows();
        read = true;
        return rows.isEmpty() ? null : RowBatch.of(schema, rows, allocator);
      }

      @Override
      public void close() {}
    };
  }
}
