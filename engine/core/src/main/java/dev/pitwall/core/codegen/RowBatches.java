package dev.pitwall.core.codegen;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.vector.BatchAssembly;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;

/** Rows that Calcite computes, as batches. Closes the streams that the rows come from. */
final class RowBatches implements BatchStream {
  private static final int ROWS = 8_192;

  private final Schema schema;
  private final Supplier<Enumerable<?>> rows;
  private final List<BatchStream> inputs;
  private final BufferAllocator allocator;
  private final String operation;
  private Enumerator<?> enumerator;

  RowBatches(
      String operation,
      Schema schema,
      Supplier<Enumerable<?>> rows,
      List<BatchStream> inputs,
      BufferAllocator allocator) {
    this.operation = operation;
    this.schema = schema;
    this.rows = rows;
    this.inputs = List.copyOf(inputs);
    this.allocator = allocator;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public VectorSchemaRoot next() {
    try {
      if (enumerator == null) {
        enumerator = rows.get().enumerator();
      }
      return batch();
    } catch (RuntimeException e) {
      throw EvaluationErrors.translate(e, operation);
    }
  }

  private VectorSchemaRoot batch() {
    List<Object> values = new ArrayList<>();
    while (values.size() < ROWS && enumerator.moveNext()) {
      values.add(enumerator.current());
    }
    if (values.isEmpty()) {
      return null;
    }
    try (BatchAssembly assembly = new BatchAssembly()) {
      int width = schema.getFields().size();
      for (int column = 0; column < width; column++) {
        FieldVector vector = schema.getFields().get(column).createVector(allocator);
        assembly.add(vector);
        vector.allocateNew();
        for (int row = 0; row < values.size(); row++) {
          Object value = values.get(row);
          VectorSinks.set(vector, row, width == 1 ? value : ((Object[]) value)[column]);
        }
        vector.setValueCount(values.size());
      }
      return assembly.toBatch(schema, values.size());
    }
  }

  @Override
  public void close() {
    if (enumerator != null) {
      enumerator.close();
    }
    inputs.forEach(BatchStream::close);
  }
}
