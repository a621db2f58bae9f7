package dev.pitwall.testkit.store;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.testkit.batch.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Gathers rows until they are committed. */
final class MemoryTableWriter implements TableWriter {
  private final WriteRequest request;
  private final Function<List<List<Object>>, OptionalLong> commit;
  private final List<List<Object>> rows = new ArrayList<>();

  /**
   * Starts a write.
   *
   * @param commit makes rows a version and says which
   */
  MemoryTableWriter(WriteRequest request, Function<List<List<Object>>, OptionalLong> commit) {
    this.request = request;
    this.commit = commit;
  }

  @Override
  public void append(VectorSchemaRoot batch) {
    if (!Batches.names(batch.getSchema()).equals(Batches.names(request.schema()))) {
      throw new PitwallException(
          ErrorCode.TYPE_MISMATCH,
          "the batch has " + batch.getSchema() + " where " + request.schema() + " was announced");
    }
    rows.addAll(Batches.rows(batch));
  }

  @Override
  public OptionalLong commit() {
    OptionalLong version = commit.apply(rows);
    rows.clear();
    return version;
  }

  @Override
  public void close() {
    rows.clear();
  }
}
