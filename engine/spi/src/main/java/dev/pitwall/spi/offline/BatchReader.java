package dev.pitwall.spi.offline;

import java.util.concurrent.CompletableFuture;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The rows of one split as Arrow batches, in row order. Not thread-safe.
 *
 * <p>Every buffer comes from the allocator given when the reader was opened. Closing the reader
 * frees what it holds itself; batches handed out belong to the caller.
 */
public interface BatchReader extends AutoCloseable {
  /**
   * Begins to fetch what the first {@link #next()} needs, and returns at once. May be called once,
   * before that; what was fetched counts as memory of the allocator, and where that is short
   * nothing is fetched.
   *
   * @return done when {@link #next()} need not wait for a fetch any more; never fails, as {@link
   *     #next()} then throws
   */
  default CompletableFuture<Void> prefetch() {
    return CompletableFuture.completedFuture(null);
  }

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
