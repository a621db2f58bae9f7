package dev.pitwall.core.codegen;

import dev.pitwall.execution.plan.BatchStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
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
    boolean isBare = schema.getFields().size() == 1;
    return ValueBatches.of(
        schema,
        values.size(),
        (row, column) -> isBare ? values.get(row) : ((Object[]) values.get(row))[column],
        allocator);
  }

  @Override
  public void close() {
    if (enumerator != null) {
      enumerator.close();
    }
    inputs.forEach(BatchStream::close);
  }
}
