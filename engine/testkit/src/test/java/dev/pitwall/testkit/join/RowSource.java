package dev.pitwall.testkit.join;

import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.plan.BatchSource;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.SourcePlan;
import dev.pitwall.testkit.batch.Batches;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows of a test, in batches as given. */
record RowSource(Schema schema, List<List<List<Object>>> batches) implements BatchSource {

  SourcePlan plan() {
    return new SourcePlan("rows", this, schema);
  }

  @Override
  public BatchStream open(BufferAllocator allocator, EvaluationContext context) {
    Iterator<List<List<Object>>> rest = batches.iterator();
    return new BatchStream() {
      @Override
      public Schema schema() {
        return schema;
      }

      @Override
      public VectorSchemaRoot next() {
        return rest.hasNext() ? Batches.of(allocator, schema, rest.next()) : null;
      }

      @Override
      public void close() {}
    };
  }
}
