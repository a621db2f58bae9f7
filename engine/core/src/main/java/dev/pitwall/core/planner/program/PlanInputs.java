package dev.pitwall.core.planner.program;

import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.TableSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

/** The versions of tables that a plan reads. Immutable, thread-safe. */
public final class PlanInputs {
  private final StoreRegistry stores;
  private final Map<TableSource, TableSnapshot> snapshots;
  private final Sharing sharing;
  private final long usableUntil;

  /** Who may run a plan. */
  enum Sharing {
    ANY_SESSION,
    /** It holds rows of temporary tables, or a version of which no store can tell its age. */
    ONCE
  }

  /**
   * Takes note of what a plan was made for.
   *
   * @param usableUntil in microseconds since the epoch
   */
  PlanInputs(
      StoreRegistry stores,
      Map<TableSource, TableSnapshot> snapshots,
      Sharing sharing,
      long usableUntil) {
    this.usableUntil = usableUntil;
    this.stores = Objects.requireNonNull(stores, "stores");
    this.snapshots = Map.copyOf(snapshots);
    this.sharing = sharing == Sharing.ANY_SESSION && areNewest() ? sharing : Sharing.ONCE;
  }

  /** Whether the plan may be kept and run again, as long as it {@link #isCurrent()}. */
  public boolean isReusable() {
    return sharing == Sharing.ANY_SESSION;
  }

  /**
   * Whether every table's version is still the one that the query means, and online rows are still
   * as fresh as the session wants. Costs little.
   */
  public boolean isCurrent() {
    return isReusable() && isFresh() && areNewest();
  }

  private boolean isFresh() {
    return usableUntil == Long.MAX_VALUE
        || ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) <= usableUntil;
  }

  private boolean areNewest() {
    return snapshots.entrySet().stream().allMatch(read -> isNewest(read.getKey(), read.getValue()));
  }

  private boolean isNewest(TableSource source, TableSnapshot snapshot) {
    return stores.offline(source.format()).isCurrent(snapshot, SnapshotOptions.selector(source));
  }
}
