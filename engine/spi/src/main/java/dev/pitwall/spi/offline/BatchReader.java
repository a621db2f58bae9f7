package dev.pitwall.spi.offline;

import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The rows of one split as Arrow batches, in row order. Not thread-safe.
 *
 * <p>Every buffer comes from the allocator given when the reader was opened. Closing the reader
 * frees what it holds itself; batches handed out belong to the caller.
 */
public interface BatchReader extends AutoCloseable {
  /**
   * Reads on.
   *
   * @return the next batch, not empty, with the vectors in the order asked for; the caller owns it
   *     and closes it. Null at the end.
   */
  VectorSchemaRoot next();

  /** The positions of the rows of the batch that {@link #next()} returned last. */
  RowPositions positions();

  /** Bytes read from storage so far, before decompression. */
  long bytesRead();

  @Override
  void close();
}
