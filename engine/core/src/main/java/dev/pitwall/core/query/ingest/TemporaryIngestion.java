package dev.pitwall.core.query.ingest;

import dev.pitwall.core.parameter.SentRows;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rows sent to a table of the session. */
final class TemporaryIngestion implements RowIngestion {
  private final QuerySession session;
  private final QueryRunner runner;
  private final SentRows rows;
  private final Optional<TemporaryTable> before;
  private final TemporaryTable start;
  private final List<VectorSchemaRoot> added = new ArrayList<>();
  private long count;
  private long bytes;

  /**
   * Starts to take rows.
   *
   * @param before what is there
   * @param start the new table without the rows that are sent; it may share the batches of {@code
   *     before}
   */
  TemporaryIngestion(
      QuerySession session,
      QueryRunner runner,
      SentRows rows,
      Optional<TemporaryTable> before,
      TemporaryTable start) {
    this.session = session;
    this.runner = runner;
    this.rows = rows;
    this.before = before;
    this.start = start;
  }

  @Override
  public void add(VectorSchemaRoot batch) {
    for (VectorSchemaRoot converted : rows.next(batch, session.allocator())) {
      added.add(converted);
      count += converted.getRowCount();
      bytes += converted.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
    }
    if (bytes > runner.queryMemoryBytes()) {
      throw new PitwallException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED,
          "the rows sent take more than "
              + runner.queryMemoryBytes()
              + " bytes, the memory of one statement (limits.query_memory); send fewer rows or"
              + " columns");
    }
  }

  @Override
  public long finish() {
    List<VectorSchemaRoot> batches = new ArrayList<>(start.batches());
    batches.addAll(added);
    TemporaryTable table = new TemporaryTable(start.name(), start.schema(), batches);
    if (!session.exchange(before, table)) {
      throw new PitwallException(
          ErrorCode.COMMIT_CONFLICT,
          "the temporary table "
              + start.name()
              + " was changed while rows were sent to it; send them again");
    }
    added.clear();
    return count;
  }

  @Override
  public void close() {
    added.forEach(VectorSchemaRoot::close);
    added.clear();
  }
}
