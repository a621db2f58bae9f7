package dev.pitwall.redis.client;

import dev.pitwall.redis.config.RedisOptions;
import dev.pitwall.redis.config.ServerAddress;
import dev.pitwall.redis.config.ServerAddress.Transport;
import dev.pitwall.redis.config.TlsFiles;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lettuce's settings: its defaults wait for minutes, queue without bound and never look around. */
final class ClientSettings {
  private static final Duration REFRESH_PERIOD = Duration.ofSeconds(15);
  private static final Duration REFRESH_PAUSE = Duration.ofSeconds(1);
  private static final Duration SLOWEST_RECONNECT = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final KeepAliveOptions KEEP_ALIVE =
      KeepAliveOptions.builder()
          .enable()
          .idle(Duration.ofSeconds(30))
          .interval(Duration.ofSeconds(10))
          .count(3)
          .build();

  private final RedisOptions options;

  ClientSettings(RedisOptions options) {
    this.options = options;
  }

  /** Threads and timers of one store; reconnects with growing, random pauses. */
  static ClientResources resources() {
    return ClientResources.builder()
        .reconnectDelay(
            () ->
                Delay.fullJitter(
                    Duration.ofMillis(10), SLOWEST_RECONNECT, 10, TimeUnit.MILLISECONDS))
        .build();
  }

  List<RedisURI> uris() {
    return options.servers().stream().map(this::uri).toList();
  }

  private RedisURI uri(ServerAddress server) {
    RedisURI.Builder builder =
        RedisURI.Builder.redis(server.host(), server.port())
            .withSsl(server.transport() == Transport.TLS)
            .withVerifyPeer(SslVerifyMode.FULL)
            .withTimeout(options.limits().connect())
            .withClientName("pitwall");
    options
        .credentials()
        .password()
        .ifPresent(
            password ->
                options
                    .credentials()
                    .user()
                    .ifPresentOrElse(
                        user -> builder.withAuthentication(user, password),
                        () -> builder.withPassword(password.toCharArray())));
    return builder.build();
  }

  ClientOptions single() {
    ClientOptions.Builder builder = ClientOptions.builder();
    configure(builder);
    return builder.build();
  }

  ClusterClientOptions cluster() {
    ClusterClientOptions.Builder builder =
        ClusterClientOptions.builder()
            .topologyRefreshOptions(
                // All adaptive triggers are on by default since Lettuce 7.
                ClusterTopologyRefreshOptions.builder()
                    .enablePeriodicRefresh(REFRESH_PERIOD)
                    .adaptiveRefreshTriggersTimeout(REFRESH_PAUSE)
                    .refreshTriggersReconnectAttempts(1)
                    .dynamicRefreshSources(true)
                    .closeStaleConnections(true)
                    .build())
            .validateClusterNodeMembership(true);
    configure(builder);
    return builder.build();
  }

  private void configure(ClientOptions.Builder builder) {
    builder
        .autoReconnect(true)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(2 * options.inFlight())
        .socketOptions(sockets())
        .sslOptions(tls())
        .timeoutOptions(
            TimeoutOptions.builder().timeoutSource(new CommandLimits(options.limits())).build())
        .maintNotificationsConfig(MaintNotificationsConfig.disabled());
  }

  private SocketOptions sockets() {
    return SocketOptions.builder()
        .connectTimeout(options.limits().connect())
        .keepAlive(KEEP_ALIVE)
        .tcpUserTimeout(
            TcpUserTimeoutOptions.builder().enable(true).tcpUserTimeout(SILENCE).build())
        .tcpNoDelay(true)
        .build();
  }

  private SslOptions tls() {
    TlsFiles files = options.tls();
    SslOptions.Builder builder =
        SslOptions.builder().jdkSslProvider().handshakeTimeout(options.limits().connect());
    files.trusted().ifPresent(trusted -> builder.trustManager(trusted.toFile()));
    files
        .certificate()
        .ifPresent(
            certificate ->
                builder.keyManager(
                    certificate.toFile(), files.key().orElseThrow().toFile(), new char[0]));
    return builder.build();
  }
}
