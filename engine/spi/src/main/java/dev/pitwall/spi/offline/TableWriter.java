package dev.pitwall.spi.offline;

import java.util.OptionalLong;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Adds rows to a table in one commit. Not thread-safe. */
public interface TableWriter extends AutoCloseable {
  /** Writes a batch; the caller keeps it. Nothing is visible to readers before the commit. */
  void append(VectorSchemaRoot batch);

  /**
   * Makes all appended rows visible at once.
   *
   * @return the version that holds them; empty, with nothing written, when the table has the
   *     request's {@link WriteRequest#transaction()}, or a later one of its application, already
   */
  OptionalLong commit();

  /** Frees resources; without a commit, also removes what was written. */
  @Override
  void close();
}
