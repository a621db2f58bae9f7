package dev.pitwall.core.query.preparation;

import dev.pitwall.core.write.InsertTarget;
import dev.pitwall.spi.offline.OfflineStore;
import java.util.Objects;

/**
 * Where an INSERT writes, and the plan of the rows that it writes.
 *
 * @param store the target's
 */
public record PlannedInsert(InsertTarget target, OfflineStore store, PlannedQuery rows) {
  public PlannedInsert {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(rows, "rows");
  }
}
