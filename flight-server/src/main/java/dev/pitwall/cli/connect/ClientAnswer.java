package dev.pitwall.cli.connect;

import dev.pitwall.core.query.result.QueryWarning;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The answer to a statement; a statement without rows has a schema without fields. */
public interface ClientAnswer extends AutoCloseable {
  Schema schema();

  /**
   * The next batch, good until the next call; null at the end.
   *
   * @throws dev.pitwall.spi.error.PitwallException when the statement fails
   */
  VectorSchemaRoot next();

  /** Rows or objects changed; -1 for a query. */
  long updateCount();

  List<QueryWarning> warnings();

  /** Ends the statement soon, from any thread. */
  void cancel();

  @Override
  void close();
}
