package dev.pitwall.core.cache;

import dev.pitwall.core.registry.Watermark;
import dev.pitwall.core.table.OnlineTable;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * An online store with the rows of some views kept near: of those that have a {@code cache_ttl}.
 * Writes of this engine empty the view's cache; those of others show when the rows' time is up.
 */
public final class NearCachedOnlineStore implements OnlineStore {
  private final OnlineStore store;
  private final Map<String, NearCache> caches = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Takes the store over. */
  public NearCachedOnlineStore(OnlineStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /** The store itself, with nothing kept. */
  public OnlineStore uncached() {
    return store;
  }

  /** What the cache of each view did, by name. */
  public synchronized List<CacheStatistics> statistics() {
    return caches.values().stream().map(NearCache::statistics).toList();
  }

  /**
   * Forgets what is kept of a view from before its watermark, which another process may have set: a
   * plan that goes by the watermark must not be answered with older rows.
   */
  public synchronized void keepSince(String view, Optional<Watermark> watermark) {
    caches.computeIfPresent(view, (name, known) -> known.since(watermark));
  }

  @Override
  public void check(FeatureViewSpec view) {
    OnlineTable.check(view);
    store.check(view);
  }

  @Override
  public CompletionStage<LookupResult> lookup(LookupRequest request, BufferAllocator allocator) {
    return request.view().cacheTtl().isEmpty()
        ? store.lookup(request, allocator)
        : new CachedLookup(cache(request.view()), store, request, allocator).answer();
  }

  /** Views that are not kept are asked for together. */
  @Override
  public CompletionStage<List<LookupResult>> lookupAll(
      List<LookupRequest> requests, BufferAllocator allocator) {
    boolean plain = requests.stream().allMatch(request -> request.view().cacheTtl().isEmpty());
    return plain
        ? store.lookupAll(requests, allocator)
        : OnlineStore.super.lookupAll(requests, allocator);
  }

  @Override
  public CompletionStage<WriteSummary> write(FeatureViewSpec view, VectorSchemaRoot rows) {
    return store.write(view, rows).whenComplete((summary, failure) -> clear(view));
  }

  @Override
  public CompletionStage<Long> delete(FeatureViewSpec view, VectorSchemaRoot keys) {
    return store.delete(view, keys).whenComplete((removed, failure) -> clear(view));
  }

  @Override
  public BatchReader scan(FeatureViewSpec view, BufferAllocator allocator) {
    return store.scan(view, allocator);
  }

  @Override
  public void drop(FeatureViewSpec view) {
    store.drop(view);
    clear(view);
  }

  @Override
  public void close() {
    store.close();
  }

  /** A view that was redefined starts with nothing. */
  private synchronized NearCache cache(FeatureViewSpec view) {
    NearCache known = caches.get(view.name());
    if (known == null || !known.view().equals(view)) {
      known = new NearCache(view);
      caches.put(view.name(), known);
    }
    return known;
  }

  private synchronized void clear(FeatureViewSpec view) {
    caches.computeIfPresent(view.name(), (name, known) -> known.emptied());
  }
}
