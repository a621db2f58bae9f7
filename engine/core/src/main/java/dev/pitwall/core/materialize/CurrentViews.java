package dev.pitwall.core.materialize;

import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.registry.ViewState;
import dev.pitwall.core.registry.Watermark;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Writes rows of views only as long as those are defined as the rows are, and no entity was erased
 * that may be among the rows. A store takes the definition that comes with rows for the newest, and
 * may give up what it has of any other (docs/decisions/039); and it takes back what it was told to
 * delete (docs/decisions/043). Thread-safe.
 */
public final class CurrentViews {
  private final OnlineStore store;
  private final CatalogRegistry registry;
  private final Map<String, Set<CompletableFuture<?>>> unacknowledged = new ConcurrentHashMap<>();

  public CurrentViews(OnlineStore store, CatalogRegistry registry) {
    this.store = store;
    this.registry = registry;
  }

  /**
   * Begins to write rows, one batch of a view at a time: whoever has a newer state looked at the
   * registry before, so rows of the older one cannot follow.
   *
   * @param begun the view's state before the rows were read
   * @throws PitwallException COMMIT_CONFLICT when the view has another state by now
   */
  CompletableFuture<WriteSummary> write(ViewState begun, VectorSchemaRoot rows) {
    Set<CompletableFuture<?>> writes = unacknowledged(begun.view());
    synchronized (writes) {
      if (!registry.isCurrent(begun)) {
        throw conflict(begun);
      }
      CompletableFuture<WriteSummary> write = store.write(begun.view(), rows).toCompletableFuture();
      writes.add(write);
      write.whenComplete((summary, failure) -> writes.remove(write));
      return write;
    }
  }

  /**
   * Records what is stored of a view.
   *
   * @throws PitwallException COMMIT_CONFLICT when the view has another state by now
   */
  void record(ViewState begun, Watermark watermark) {
    if (!registry.recordWatermark(begun, watermark)) {
      throw conflict(begun);
    }
  }

  /**
   * Ends the runs that may hold rows of an entity that is erased, once its rows are gone from the
   * view's history: what this process began to write of the view is in the store afterwards, to be
   * removed, and nothing that was read before follows.
   */
  public void endRuns(FeatureViewSpec view) {
    Set<CompletableFuture<?>> writes = unacknowledged(view);
    synchronized (writes) {
      registry.countErasure(view);
      List.copyOf(writes).forEach(write -> write.handle((summary, failure) -> null).join());
    }
  }

  private Set<CompletableFuture<?>> unacknowledged(FeatureViewSpec view) {
    return unacknowledged.computeIfAbsent(
        view.name().toLowerCase(Locale.ROOT), name -> ConcurrentHashMap.newKeySet());
  }

  private static PitwallException conflict(ViewState begun) {
    return new PitwallException(
        ErrorCode.COMMIT_CONFLICT,
        "feature view "
            + begun.view().name()
            + " was changed or dropped while it was materialized, or an entity was erased from it;"
            + " materialize it again");
  }
}
