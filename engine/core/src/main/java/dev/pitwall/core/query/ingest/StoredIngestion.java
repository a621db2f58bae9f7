package dev.pitwall.core.query.ingest;

import dev.pitwall.core.parameter.SentRows;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.write.InsertTarget;
import dev.pitwall.core.write.RowInsertion;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.WriteTransaction;
import java.util.Iterator;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rows sent to a feature view or a lake table, in one commit. */
final class StoredIngestion implements RowIngestion {
  private final SentRows rows;
  private final BufferAllocator memory;
  private final RowInsertion insertion;

  StoredIngestion(
      InsertTarget target,
      OfflineStore store,
      Optional<WriteTransaction> transaction,
      SentRows rows,
      QueryRunner runner) {
    this.rows = rows;
    this.memory = runner.newMemory("ingest");
    try {
      this.insertion = new RowInsertion(target, store, transaction, runner.allocator());
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  @Override
  public void add(VectorSchemaRoot batch) {
    Iterator<VectorSchemaRoot> converted = rows.next(batch, memory).iterator();
    try {
      while (converted.hasNext()) {
        insertion.add(converted.next());
      }
    } finally {
      converted.forEachRemaining(VectorSchemaRoot::close);
    }
  }

  @Override
  public long finish() {
    return insertion.commit();
  }

  @Override
  public void close() {
    try (memory;
        insertion) {
      // Closes the insertion, then its memory.
    }
  }
}
