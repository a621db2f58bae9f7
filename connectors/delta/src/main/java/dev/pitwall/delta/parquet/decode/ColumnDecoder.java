package dev.pitwall.delta.parquet.decode;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Decodes one column of one row group into Arrow vectors, going forward only. Rows are counted from
 * the start of the row group. Not thread-safe.
 */
public interface ColumnDecoder {
  /**
   * Decodes rows into a new vector.
   *
   * @param runs the rows, not empty, all behind those decoded before
   * @return the vector, which the caller owns
   */
  FieldVector decode(RowRuns runs, BufferAllocator allocator);
}
