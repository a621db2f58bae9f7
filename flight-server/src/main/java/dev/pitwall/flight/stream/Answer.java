package dev.pitwall.flight.stream;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** An answer to be sent: batches of one schema. Pulled and closed by one thread. */
public interface Answer extends AutoCloseable {
  Schema schema();

  /** The next batch, which the caller owns; null at the end. */
  VectorSchemaRoot next();

  /** Ends the work on the answer soon, from any thread. */
  void cancel();

  @Override
  void close();
}
