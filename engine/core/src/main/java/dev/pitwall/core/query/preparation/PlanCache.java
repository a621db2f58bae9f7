package dev.pitwall.core.query.preparation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pitwall.core.cache.CacheStatistics;
import dev.pitwall.core.session.SessionSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Plans that were made, to be run again as long as the tables they read have no newer version.
 * Bounded by the number of plans, of which one with a long text counts for several. Thread-safe.
 */
public final class PlanCache {
  private static final int CHARACTERS_OF_ONE = 4_096;

  private final int size;
  private final Cache<Key, PlannedQuery> plans;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /**
   * What tells plans apart.
   *
   * @param user who may see what the plan shows
   * @param temporaryTables the names that the session hides, in lower case
   */
  record Key(
      String sql,
      long catalogVersion,
      SessionSettings settings,
      String user,
      List<String> temporaryTables) {
    Key {
      temporaryTables = List.copyOf(temporaryTables);
    }
  }

  /**
   * Makes an empty cache.
   *
   * @param size how many plans are kept at most; 0 for none
   */
  public PlanCache(int size) {
    this.size = size;
    this.plans =
        Caffeine.newBuilder()
            .maximumWeight(size)
            .weigher((Key key, PlannedQuery plan) -> 1 + key.sql().length() / CHARACTERS_OF_ONE)
            .build();
  }

  /** A plan that may be run now; empty when it has to be made. */
  Optional<PlannedQuery> find(Key key) {
    PlannedQuery kept = plans.getIfPresent(key);
    if (kept == null) {
      return Optional.empty();
    }
    if (!kept.inputs().isCurrent()) {
      plans.asMap().remove(key, kept);
      return Optional.empty();
    }
    hits.increment();
    return Optional.of(kept);
  }

  /** Keeps a plan that was made, if it may be run again. */
  void add(Key key, PlannedQuery made) {
    misses.increment();
    if (size > 0 && made.inputs().isReusable()) {
      plans.put(key, made);
    }
  }

  /** What the cache did so far; a query that was planned is a miss. */
  public CacheStatistics statistics() {
    return new CacheStatistics(
        "plans", hits.sum(), misses.sum(), plans.estimatedSize(), OptionalLong.empty());
  }
}
