package dev.pitwall.core.write;

import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.offline.WriteTransaction;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Adds rows to a table in one commit. Closed without a commit it leaves nothing behind. Not
 * thread-safe.
 */
public final class RowInsertion implements AutoCloseable {
  private final InsertTarget target;
  private final TableWriter writer;
  private long rows;

  /**
   * Starts to write.
   *
   * @param store the target's
   * @param transaction of which the table takes the rows once, if they may come again
   */
  public RowInsertion(
      InsertTarget target,
      OfflineStore store,
      Optional<WriteTransaction> transaction,
      BufferAllocator allocator) {
    this.target = target;
    WriteRequest request =
        new WriteRequest(
            target.source(), target.stored(), List.of(), WriteRequest.Mode.APPEND, transaction);
    this.writer = store.write(request, allocator);
  }

  /**
   * Adds every row of a query as it comes.
   *
   * @throws PitwallException INVALID_VALUE for a row that lacks a required value
   */
  public void add(RunningQuery query) {
    for (VectorSchemaRoot batch = query.next(); batch != null; batch = query.next()) {
      add(batch);
    }
  }

  /**
   * Adds the rows of a batch, which it closes.
   *
   * @param batch of the target's {@link InsertTarget#stored()} columns
   * @throws PitwallException INVALID_VALUE for a row that lacks a required value
   */
  public void add(VectorSchemaRoot batch) {
    try (batch) {
      checkRequired(batch);
      writer.append(batch);
      rows += batch.getRowCount();
    }
  }

  /**
   * Makes the rows visible at once; no rows make no version.
   *
   * @return how many there are; 0 when the table had the transaction
   */
  public long commit() {
    return rows > 0 && writer.commit().isPresent() ? rows : 0;
  }

  private void checkRequired(VectorSchemaRoot batch) {
    target
        .required()
        .forEach(
            (column, role) -> {
              if (batch.getVector(column).getNullCount() > 0) {
                throw new PitwallException(
                    ErrorCode.INVALID_VALUE,
                    "a row has no value for "
                        + column
                        + ", the "
                        + role
                        + " of "
                        + target.name()
                        + ", and could never match; leave such rows out, for instance with WHERE "
                        + column
                        + " IS NOT NULL");
              }
            });
  }

  @Override
  public void close() {
    writer.close();
  }
}
