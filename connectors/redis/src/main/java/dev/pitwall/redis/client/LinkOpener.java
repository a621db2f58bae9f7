package dev.pitwall.redis.client;

import dev.pitwall.redis.config.Deployment;
import dev.pitwall.redis.config.RedisOptions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Optional;

/** Connects to the servers of the configuration. */
public final class LinkOpener {
  private LinkOpener() {}

  /**
   * Connects, and waits until every master has answered.
   *
   * @throws PitwallException STORE_UNAVAILABLE when a server cannot be reached,
   *     INVALID_CONFIGURATION when it refuses the password or is not of the mode configured
   */
  public static RedisLink open(RedisOptions options) {
    try {
      return options.deployment() == Deployment.SINGLE
          ? new SingleLink(options)
          : new ClusterLink(options);
    } catch (RuntimeException e) {
      throw failure(options, e);
    }
  }

  private static PitwallException failure(RedisOptions options, RuntimeException error) {
    String servers = "the online store redis at " + options.servers();
    Optional<String> refusal = Refusals.of(error);
    if (refusal.isPresent()) {
      return new PitwallException(
          ErrorCode.INVALID_CONFIGURATION,
          servers
              + " refused to let "
              + options.credentials().user().orElse("the default user")
              + " in ("
              + refusal.get()
              + "); check stores.redis.user and stores.redis.password",
          error);
    }
    if (Refusals.messages(error).anyMatch(m -> m.contains("cluster support disabled"))) {
      return new PitwallException(
          ErrorCode.INVALID_CONFIGURATION,
          servers + " is no cluster; set stores.redis.mode to single",
          error);
    }
    return new PitwallException(
        ErrorCode.STORE_UNAVAILABLE,
        servers + " cannot be reached; see that it runs, and that stores.redis.uris is right",
        error);
  }
}
