package dev.pitwall.cli.config;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.config.EngineConfig.RegistryConfig;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.StreamLimits;
import dev.pitwall.monitoring.MonitoringConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.time.LengthOfTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration file, as it is written: every section and key may be left out, in which case it
 * is null here and the default holds.
 *
 * @param data the directory of the engine's own files
 * @param onlineStore the name of the online store's plugin
 * @param stores the settings of each store by its name, flattened to dotted names
 */
public record Settings(
    String data,
    RegistrySettings registry,
    String onlineStore,
    LimitSettings limits,
    Map<String, Map<String, String>> stores,
    ServerSettings server,
    MetricsSettings metrics) {

  private static final Duration LONGEST_DRAIN = Duration.ofDays(1);

  /** Nothing set. */
  public static final Settings NONE = new Settings(null, null, null, null, null, null, null);

  /** Where the catalog is kept. */
  public record RegistrySettings(String url, String user, String password) {
    @Override
    public String toString() {
      return "RegistrySettings[url=" + url + "]";
    }
  }

  /** What statements may use; sizes such as {@code 4GB} and times such as {@code 30s}. */
  public record LimitSettings(
      String memory,
      String queryMemory,
      String queryTimeout,
      Integer statementLength,
      Integer nestingDepth,
      Integer workers,
      Integer planCacheSize) {}

  /** Where health and metrics are told; nowhere without a port. */
  public record MetricsSettings(String host, Integer port) {}

  /**
   * Where the server listens, and to whom.
   *
   * @param drainTimeout how long running answers may take to end when the server is stopped
   */
  public record ServerSettings(
      String host,
      Integer port,
      Map<String, String> users,
      TlsSettings tls,
      TokenSettings tokens,
      String drainTimeout) {
    @Override
    public String toString() {
      return "ServerSettings[host=" + host + ", port=" + port + "]";
    }
  }

  /** Files in PEM. */
  public record TlsSettings(String certificate, String key, String trustedClients) {}

  /** Bearer tokens of another issuer. */
  public record TokenSettings(
      String keys, String issuer, String audience, Set<String> algorithms) {}

  /**
   * The engine's configuration.
   *
   * @param dataDirectory wins over the file's; empty when the file is to say
   * @param defaultDirectory when nobody says
   */
  public EngineConfig engine(Optional<Path> dataDirectory, Path defaultDirectory) {
    Path directory =
        dataDirectory.or(() -> Optional.ofNullable(data).map(Path::of)).orElse(defaultDirectory);
    EngineConfig defaults = EngineConfig.inDirectory(directory);
    return new EngineConfig(
        directory,
        registry == null ? defaults.registry() : registryConfig(defaults.registry()),
        onlineStore == null ? defaults.onlineStore() : onlineStore,
        limits == null ? defaults.limits() : StatementLimits.of(limits, defaults.limits()),
        stores == null ? Map.of() : stores);
  }

  /** The server's configuration. */
  public ServerConfig serverConfig() {
    ServerConfig defaults = ServerConfig.onLoopback(ServerConfig.DEFAULT_PORT);
    if (server == null) {
      return defaults;
    }
    return new ServerConfig(
        server.host() == null ? defaults.host() : server.host(),
        server.port() == null ? defaults.port() : server.port(),
        server.users() == null ? Map.of() : users(server.users()),
        defaults.sessions(),
        streamLimits(defaults.streams()),
        SecuritySettings.of(server));
  }

  /** Where health and metrics are told; empty when they are not. */
  public Optional<MonitoringConfig> monitoring() {
    if (metrics == null || metrics.port() == null) {
      return Optional.empty();
    }
    String host = metrics.host() == null ? MonitoringConfig.LOOPBACK : metrics.host();
    return Optional.of(new MonitoringConfig(host, metrics.port()));
  }

  private static Map<String, String> users(Map<String, String> passwords) {
    passwords.forEach(
        (user, password) -> {
          if (password == null || password.isEmpty()) {
            throw invalid("server.users." + user + " has no password");
          }
          if (user.isBlank() || user.indexOf(':') >= 0) {
            throw invalid(
                "server.users has \"" + user + "\"; a name is not empty, and has no colon in it");
          }
        });
    return Map.copyOf(passwords);
  }

  private StreamLimits streamLimits(StreamLimits defaults) {
    String text = server.drainTimeout();
    if (text == null) {
      return defaults;
    }
    Duration drain =
        LengthOfTime.read("server.drain_timeout", text, ErrorCode.INVALID_CONFIGURATION);
    if (drain.compareTo(LONGEST_DRAIN) > 0) {
      throw invalid("server.drain_timeout is " + text + ", but must be at most 1d");
    }
    return defaults.withDrain(drain);
  }

  private RegistryConfig registryConfig(RegistryConfig defaults) {
    return new RegistryConfig(
        registry.url() == null ? defaults.url() : registry.url(),
        Optional.ofNullable(registry.user()),
        Optional.ofNullable(registry.password()));
  }

  private static PitwallException invalid(String message) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, message);
  }
}
