package dev.pitwall.spi.offline;

import java.util.Optional;

/** Tells what commits changed; an {@link OfflineStore} may implement it too. Thread-safe. */
public interface TableChanges {
  /**
   * The rows that commits after a version brought, as a snapshot of their own. Rows that were
   * merely put into other files are not among them.
   *
   * @param since an older version of the same table
   * @return empty unless it is certain that rows were only added since then, and all of these are
   *     still there
   */
  Optional<TableSnapshot> added(TableSnapshot snapshot, long since);
}
