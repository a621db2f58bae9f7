package dev.pitwall.redis.config;

import dev.pitwall.redis.layout.KeyVersion;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the store is set up.
 *
 * @param servers one or more
 * @param deployment one server or a cluster
 * @param project the Feast project whose rows these are; ends every key
 * @param credentials who to log in as
 * @param tls certificates for servers under {@code rediss://}
 * @param readVersions the key versions that are looked for; version 3 first, as it is written
 * @param keyTimeToLive how long a key is kept after its last write; empty for ever
 * @param limits how long things may take
 * @param inFlight commands that wait for their answer at one time
 */
public record RedisOptions(
    List<ServerAddress> servers,
    Deployment deployment,
    String project,
    Credentials credentials,
    TlsFiles tls,
    List<KeyVersion> readVersions,
    Optional<Duration> keyTimeToLive,
    TimeLimits limits,
    int inFlight) {
  public RedisOptions {
    servers = List.copyOf(servers);
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(tls, "tls");
    readVersions = List.copyOf(readVersions);
    Objects.requireNonNull(keyTimeToLive, "keyTimeToLive");
    Objects.requireNonNull(limits, "limits");
  }
}
