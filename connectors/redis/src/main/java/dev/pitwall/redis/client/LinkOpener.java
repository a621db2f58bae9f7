package dev.pitwall.redis.client;

import dev.pitwall.redis.config.Deployment;
import dev.pitwall.redis.config.RedisOptions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Connects to the servers of the configuration. */
public final class LinkOpener {
  private LinkOpener() {}

  /**
   * Connects, and waits until every master has answered. What may pass is tried again for a while:
   * one slow answer, or a master that is just being replaced, is no reason not to start.
   *
   * @throws PitwallException STORE_UNAVAILABLE when a server cannot be reached,
   *     INVALID_CONFIGURATION when it refuses the password, is not of the mode configured, or one
   *     side does not trust the other's certificate
   */
  public static RedisLink open(RedisOptions options) {
    long end = System.nanoTime() + options.limits().opening().toNanos();
    int attempt = 0;
    while (true) {
      try {
        return connect(options);
      } catch (RuntimeException e) {
        PitwallException failure = failure(options, e);
        if (failure.code() != ErrorCode.STORE_UNAVAILABLE || !pauses(attempt++, end)) {
          throw failure;
        }
      }
    }
  }

  private static RedisLink connect(RedisOptions options) {
    return options.deployment() == Deployment.SINGLE
        ? new SingleLink(options)
        : new ClusterLink(options);
  }

  /** Waits before the next attempt; false when there is no time for one. */
  private static boolean pauses(int attempt, long end) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(Pace.millis(attempt));
    if (end - System.nanoTime() < nanos) {
      return false;
    }
    LockSupport.parkNanos(nanos);
    return !Thread.currentThread().isInterrupted();
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
    if (Refusals.isDistrust(error)) {
      return new PitwallException(
          ErrorCode.INVALID_CONFIGURATION,
          servers
              + " or Pitwall does not trust the other's certificate; check stores.redis.tls.trusted"
              + " and the host's name in stores.redis.uris, or stores.redis.tls.certificate and key",
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
        servers
            + " cannot be reached, and was tried for "
            + options.limits().opening().toMillis()
            + " ms; see that it runs, and that stores.redis.uris is right",
        error);
  }
}
