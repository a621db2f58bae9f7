package dev.pitwall.core.session;

import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A table that lives in a session.
 *
 * @param schema not lowered
 * @param batches owned by the session, freed with it; readers take slices
 */
public record TemporaryTable(String name, Schema schema, List<VectorSchemaRoot> batches) {
  public TemporaryTable {
    batches = List.copyOf(batches);
  }

  /** The number of rows. */
  public long rowCount() {
    return batches.stream().mapToLong(VectorSchemaRoot::getRowCount).sum();
  }

  /** The batches that another table does not share. */
  List<VectorSchemaRoot> batchesBut(TemporaryTable other) {
    return batches.stream().filter(batch -> !other.batches().contains(batch)).toList();
  }
}
