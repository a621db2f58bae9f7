package dev.pitwall.core.materialize;

import dev.pitwall.core.catalog.StaleViews;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.registry.Watermark;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Writes rows of views only as long as those are defined as the rows are. A store takes the
 * definition that comes with rows for the newest, and may give up what it has of any other
 * (docs/decisions/039). Thread-safe.
 */
final class CurrentViews {
  private final OnlineStore store;
  private final CatalogRegistry registry;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  CurrentViews(OnlineStore store, CatalogRegistry registry) {
    this.store = store;
    this.registry = registry;
  }

  /**
   * Begins to write rows, one batch of a view at a time: whoever has a newer definition looked at
   * the registry before, so rows of the older one cannot follow.
   *
   * @throws PitwallException COMMIT_CONFLICT when the view has another definition by now
   */
  CompletionStage<WriteSummary> write(FeatureViewSpec view, VectorSchemaRoot rows) {
    String key = view.name().toLowerCase(Locale.ROOT);
    synchronized (locks.computeIfAbsent(key, name -> new Object())) {
      if (!isCurrent(view)) {
        throw new PitwallException(
            ErrorCode.COMMIT_CONFLICT,
            "feature view "
                + view.name()
                + " was changed or dropped while it was materialized; materialize it again");
      }
      return store.write(view, rows);
    }
  }

  /** Records what is stored of a view, unless that says nothing of the view there is by now. */
  void record(FeatureViewSpec view, Watermark watermark) {
    if (isCurrent(view)) {
      registry.recordWatermark(view.name(), watermark);
    }
  }

  private boolean isCurrent(FeatureViewSpec view) {
    return StaleViews.isCurrent(view, registry.current());
  }
}
