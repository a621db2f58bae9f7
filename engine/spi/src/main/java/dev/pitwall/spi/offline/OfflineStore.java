package dev.pitwall.spi.offline;

import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.pushdown.PushdownResult;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Full history, scanned in splits. Thread-safe.
 *
 * <p>Every failure is a {@link dev.pitwall.spi.error.PitwallException} whose code tells a missing
 * table, corrupt data and an unreachable store apart; a scan never ends early without one.
 */
public interface OfflineStore extends AutoCloseable {
  /**
   * Resolves a version of a table. Costs metadata reads only; may be cached by version.
   *
   * @throws dev.pitwall.spi.error.PitwallException LOCATION_NOT_FOUND when there is no such table;
   *     VERSION_NOT_FOUND when it has no such version
   */
  TableSnapshot snapshot(TableSource source, SnapshotSelector selector);

  /**
   * Whether a selector still means the snapshot that it gave. Asked before each run of a plan that
   * was kept, so it must be cheap, a look at a file or two; and true only when that is certain. A
   * store that cannot tell answers false, and the plan is made anew.
   */
  default boolean isCurrent(TableSnapshot snapshot, SnapshotSelector selector) {
    return false;
  }

  /** A scan of the whole snapshot, with nothing pushed. */
  ScanHandle scan(TableSnapshot snapshot);

  /**
   * Offers a predicate to the scan.
   *
   * @return the scan with what the store took, and what the engine must still check; empty when it
   *     takes nothing
   */
  Optional<PushdownResult<ScanHandle, Predicate>> pushFilter(ScanHandle scan, Predicate predicate);

  /** The splits that can hold rows of the scan, in ascending ordinal. */
  List<Split> splits(ScanHandle scan, DynamicFilter filter);

  /** Opens a split of the scan; the caller closes the reader. */
  BatchReader read(ScanHandle scan, Split split, ReadRequest request, BufferAllocator allocator);

  /**
   * Starts a write; the caller closes the writer.
   *
   * @throws dev.pitwall.spi.error.PitwallException NOT_SUPPORTED for a format that is only read
   */
  TableWriter write(WriteRequest request, BufferAllocator allocator);

  @Override
  void close();
}
