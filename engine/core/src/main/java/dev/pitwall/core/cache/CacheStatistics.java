package dev.pitwall.core.cache;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a cache did since the engine was opened.
 *
 * @param cache its name, for instance {@code online.driver_stats}
 * @param hits how often something was found
 * @param misses how often it was not, and had to be made or fetched
 * @param entries how many are kept, about
 * @param bytes how large they are, about; empty for a cache that is not bounded by bytes
 */
public record CacheStatistics(
    String cache, long hits, long misses, long entries, OptionalLong bytes) {
  public CacheStatistics {
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(bytes, "bytes");
  }
}
