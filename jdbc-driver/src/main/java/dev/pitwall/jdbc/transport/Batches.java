package dev.pitwall.jdbc.transport;

import java.sql.SQLException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rows that come in batches. */
public interface Batches extends AutoCloseable {
  /** The next batch, good until the next call; null when there are no more. */
  VectorSchemaRoot next() throws SQLException;

  /** Frees everything and ends what still comes; never fails. */
  @Override
  void close();
}
