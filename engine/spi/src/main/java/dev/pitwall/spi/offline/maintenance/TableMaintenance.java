package dev.pitwall.spi.offline.maintenance;

import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.TableSnapshot;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Keeps tables fast and small, and removes rows for good. An {@link OfflineStore} may implement it.
 * Thread-safe.
 *
 * <p>Each change is one commit; a failure leaves the table as it was, and nothing half-written.
 * What takes long passes a checkpoint again and again, in the thread of the caller, who ends the
 * work by throwing there.
 */
public interface TableMaintenance {
  /**
   * The partitions that a version of a table has: the values of {@link
   * TableSnapshot#partitionColumns()} by name, as {@link dev.pitwall.spi.predicate.Predicate}
   * represents them, null for NULL.
   */
  Set<Map<String, Object>> partitions(TableSnapshot snapshot);

  /**
   * Rewrites files into larger or better ordered ones. Rows that {@link CompactionRequest} calls
   * alike stay in commit order among themselves, so no query answers anything else than before.
   *
   * @throws dev.pitwall.spi.error.PitwallException COMMIT_CONFLICT when somebody else removed one
   *     of the files meanwhile
   */
  RewriteSummary compact(CompactionRequest request, BufferAllocator allocator, Runnable checkpoint);

  /**
   * Fails when rows may not be taken away from a table.
   *
   * @throws dev.pitwall.spi.error.PitwallException NOT_SUPPORTED saying what forbids it
   */
  void requireErasable(TableSource table);

  /**
   * Rewrites every file that has a row of a key, without such rows; no commit when there is none.
   * Older versions of the table still have them until a vacuum.
   */
  RewriteSummary erase(ErasureRequest request, BufferAllocator allocator, Runnable checkpoint);

  /**
   * Deletes, or only counts, the files that no version of the retention has. Where it is ended,
   * those that are left stay.
   */
  VacuumSummary vacuum(VacuumRequest request, Runnable checkpoint);
}
