package dev.pitwall.execution.plan;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Batches of one schema, pulled one after the other. Not thread-safe. */
public interface BatchStream extends AutoCloseable {
  Schema schema();

  /**
   * The next batch.
   *
   * @return a batch that the caller owns and closes, not empty; null at the end
   * @throws dev.pitwall.spi.error.PitwallException when the query fails, is cancelled or is over
   *     its deadline or memory
   */
  VectorSchemaRoot next();

  /** Ends the stream, also before its end; frees all that it holds. May be called twice. */
  @Override
  void close();
}
