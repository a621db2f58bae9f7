package dev.pitwall.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import dev.pitwall.core.registry.Watermark;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Rows of one view that were looked up, and lookups under way that others may wait for too. Bounded
 * by bytes. It is never emptied, but replaced by an empty one: what a lookup that is under way then
 * finds may be older, and is kept where no later lookup sees it. Thread-safe.
 */
final class NearCache {
  private static final long MAXIMUM_BYTES = 64L << 20;
  private static final int OVERHEAD_BYTES = 128;

  private final FeatureViewSpec view;
  private final Cache<ByteBuffer, byte[]> rows;
  private final Map<ByteBuffer, CompletableFuture<byte[]>> loading = new ConcurrentHashMap<>();
  private final Optional<Watermark> since;
  private final LongAdder hits;
  private final LongAdder misses;

  /** Makes the cache of a view that has a cache TTL. */
  NearCache(FeatureViewSpec view) {
    this(view, Optional.empty(), new LongAdder(), new LongAdder());
  }

  private NearCache(
      FeatureViewSpec view, Optional<Watermark> since, LongAdder hits, LongAdder misses) {
    this.view = view;
    this.since = since;
    this.hits = hits;
    this.misses = misses;
    this.rows =
        Caffeine.newBuilder()
            .expireAfterWrite(view.cacheTtl().orElseThrow())
            .maximumWeight(MAXIMUM_BYTES)
            .weigher((ByteBuffer key, byte[] row) -> OVERHEAD_BYTES + key.capacity() + row.length)
            .build();
  }

  FeatureViewSpec view() {
    return view;
  }

  /** The row of a key that was looked up before, or is being; null if the caller must do it. */
  CompletableFuture<byte[]> find(ByteBuffer key) {
    byte[] row = rows.getIfPresent(key);
    if (row != null) {
      hits.increment();
      return CompletableFuture.completedFuture(row);
    }
    CompletableFuture<byte[]> mine = new CompletableFuture<>();
    CompletableFuture<byte[]> others = loading.putIfAbsent(key, mine);
    if (others != null) {
      hits.increment();
      return others;
    }
    misses.increment();
    return null;
  }

  /** The lookup that the caller of {@link #find} does. */
  CompletableFuture<byte[]> mine(ByteBuffer key) {
    return loading.get(key);
  }

  /** Ends a lookup with its row. */
  void loaded(ByteBuffer key, byte[] row) {
    rows.put(key, row);
    loading.remove(key).complete(row);
  }

  /** Ends a lookup without one. */
  void failed(ByteBuffer key, Throwable failure) {
    loading.remove(key).completeExceptionally(failure);
  }

  /** An empty one in the place of this, which counts on. */
  NearCache emptied() {
    return new NearCache(view, since, hits, misses);
  }

  /** One without rows from before a watermark of the view: this, if it was begun for that one. */
  NearCache since(Optional<Watermark> watermark) {
    return since.equals(watermark) ? this : new NearCache(view, watermark, hits, misses);
  }

  CacheStatistics statistics() {
    OptionalLong bytes =
        rows.policy().eviction().map(Policy.Eviction::weightedSize).orElse(OptionalLong.empty());
    return new CacheStatistics(
        "online." + view.name(), hits.sum(), misses.sum(), rows.estimatedSize(), bytes);
  }
}
