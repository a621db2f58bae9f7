package dev.pitwall.spi.plugin;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a store counted, none of it a secret. */
public record StoreMeasures(List<CacheUse> caches, List<Measure> measures) {
  public StoreMeasures {
    caches = List.copyOf(caches);
    measures = List.copyOf(measures);
  }

  /**
   * What a cache did.
   *
   * @param cache its name, for instance {@code delta.footers}
   * @param hits how often something was found
   * @param misses how often it was not, and had to be read
   * @param entries how many are kept, about
   */
  public record CacheUse(String cache, long hits, long misses, long entries) {
    public CacheUse {
      Objects.requireNonNull(cache, "cache");
    }
  }

  /**
   * One number.
   *
   * @param name in words that are parted by dots, for instance {@code redis.commands}
   * @param meaning for people
   * @param labels tell the number from others of the same name; all of a name have the same keys
   */
  public record Measure(
      String name, String meaning, Map<String, String> labels, Kind kind, double value) {
    public Measure {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(meaning, "meaning");
      Objects.requireNonNull(kind, "kind");
      labels = Map.copyOf(labels);
    }
  }

  /** What becomes of a number. */
  public enum Kind {
    /** It only grows. */
    COUNT,
    /** It goes up and down. */
    LEVEL
  }
}
