package dev.pitwall.core.query.ingest;

import dev.pitwall.spi.error.PitwallException;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Rows on their way from a client into a table. Closed before it is finished it leaves nothing
 * behind. Not thread-safe.
 */
public interface RowIngestion extends AutoCloseable {
  /**
   * Adds the rows of a batch, which stays the caller's.
   *
   * @throws PitwallException INVALID_VALUE naming the column and the row of a value that does not
   *     fit, or that is missing; MEMORY_LIMIT_EXCEEDED when the rows of a temporary table are too
   *     large
   */
  void add(VectorSchemaRoot batch);

  /**
   * Makes all rows visible at once.
   *
   * @return how many there are
   * @throws PitwallException COMMIT_CONFLICT when the table was changed meanwhile
   */
  long finish();

  @Override
  void close();
}
