package dev.pitwall.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the engine is set up.
 *
 * @param dataDirectory where the engine and its stores keep files of their own; made when missing
 * @param registry where the catalog is kept
 * @param onlineStore the name of the online store's plugin
 * @param limits what statements may use
 * @param stores the settings of each store, by the plugin's name; may hold secrets
 */
public record EngineConfig(
    Path dataDirectory,
    RegistryConfig registry,
    String onlineStore,
    LimitsConfig limits,
    Map<String, Map<String, String>> stores) {
  public EngineConfig {
    Objects.requireNonNull(dataDirectory, "dataDirectory");
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(onlineStore, "onlineStore");
    Objects.requireNonNull(limits, "limits");
    stores = Map.copyOf(stores);
  }

  /** Everything in one directory: an H2 registry and the embedded online store. */
  public static EngineConfig inDirectory(Path dataDirectory) {
    return new EngineConfig(
        dataDirectory,
        RegistryConfig.inDirectory(dataDirectory),
        "embedded",
        LimitsConfig.defaults(),
        Map.of());
  }

  /**
   * Where the catalog is kept.
   *
   * @param url a JDBC URL of H2 or PostgreSQL
   */
  public record RegistryConfig(String url, Optional<String> user, Optional<String> password) {
    public RegistryConfig {
      Objects.requireNonNull(url, "url");
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(password, "password");
    }

    static RegistryConfig inDirectory(Path dataDirectory) {
      return new RegistryConfig(
          "jdbc:h2:file:" + dataDirectory.toAbsolutePath().resolve("registry"),
          Optional.empty(),
          Optional.empty());
    }

    @Override
    public String toString() {
      return "RegistryConfig[url=" + url + "]";
    }
  }

  /**
   * What statements may use.
   *
   * @param memoryBytes Arrow memory of all statements together
   * @param queryMemoryBytes Arrow memory of one statement
   * @param queryTimeout how long one statement may run; empty for no bound
   * @param statementLength characters of a statement
   * @param nestingDepth how deeply a statement may nest
   * @param workers threads that work on splits
   * @param planCacheSize how many plans are kept, to be run again; 0 for none
   */
  public record LimitsConfig(
      long memoryBytes,
      long queryMemoryBytes,
      Optional<Duration> queryTimeout,
      int statementLength,
      int nestingDepth,
      int workers,
      int planCacheSize) {

    /** All cores, 8 GiB in all and 4 GiB a statement. */
    static LimitsConfig defaults() {
      return new LimitsConfig(
          8L << 30,
          4L << 30,
          Optional.empty(),
          1_000_000,
          128,
          Runtime.getRuntime().availableProcessors(),
          1_000);
    }
  }
}
