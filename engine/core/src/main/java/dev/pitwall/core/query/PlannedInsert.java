package dev.pitwall.core.query;

import dev.pitwall.core.write.InsertTarget;
import dev.pitwall.spi.offline.OfflineStore;
import java.util.Objects;

/**
 * Where an INSERT writes, and the plan of the rows that it writes.
 *
 * @param store the target's
 */
record PlannedInsert(InsertTarget target, OfflineStore store, PlannedQuery rows) {
  PlannedInsert {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(rows, "rows");
  }
}
