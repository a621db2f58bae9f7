package dev.pitwall.core.query.result;

import dev.pitwall.execution.vector.RowBatch;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** An answer that is known whole: of a SHOW, a DESCRIBE, an EXPLAIN, or of no rows at all. */
public final class RowsResult implements QueryResult {
  private static final Schema NO_COLUMNS = new Schema(List.of());

  private final Schema schema;
  private final BufferAllocator allocator;
  private final long updateCount;
  private final List<QueryWarning> warnings;
  private List<List<Object>> rows;

  private RowsResult(
      Schema schema,
      List<List<Object>> rows,
      BufferAllocator allocator,
      long updateCount,
      List<QueryWarning> warnings) {
    this.schema = schema;
    this.rows = rows;
    this.allocator = allocator;
    this.updateCount = updateCount;
    this.warnings = List.copyOf(warnings);
  }

  public static RowsResult ofRows(
      Schema schema, List<List<Object>> rows, BufferAllocator allocator) {
    return new RowsResult(schema, rows, allocator, -1, List.of());
  }

  public static RowsResult ofCount(long updateCount) {
    return ofCount(updateCount, List.of());
  }

  public static RowsResult ofCount(long updateCount, List<QueryWarning> warnings) {
    return new RowsResult(NO_COLUMNS, List.of(), null, updateCount, warnings);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public VectorSchemaRoot next() {
    List<List<Object>> remaining = rows;
    rows = List.of();
    return remaining.isEmpty() ? null : RowBatch.of(schema, remaining, allocator);
  }

  @Override
  public long updateCount() {
    return updateCount;
  }

  @Override
  public List<QueryWarning> warnings() {
    return warnings;
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {
    rows = List.of();
  }
}
