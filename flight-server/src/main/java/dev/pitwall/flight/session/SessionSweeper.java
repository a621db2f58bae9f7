package dev.pitwall.flight.session;

import dev.pitwall.spi.thread.DaemonThreads;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends, once a minute, the sessions whose clients were away too long. */
public final class SessionSweeper implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(SessionSweeper.class);

  private final ClientSessions sessions;
  private final ScheduledExecutorService thread;
  private final ScheduledFuture<?> sweeping;

  /** Starts to sweep. */
  public SessionSweeper(ClientSessions sessions) {
    this.sessions = Objects.requireNonNull(sessions, "sessions");
    this.thread =
        Executors.newSingleThreadScheduledExecutor(new DaemonThreads("pitwall-session-sweeper"));
    this.sweeping = thread.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
  }

  @Override
  public void close() {
    sweeping.cancel(false);
    thread.shutdown();
  }

  /** A session that cannot be freed must not keep the others from being swept. */
  private void sweep() {
    try {
      sessions.endExpired();
    } catch (RuntimeException e) {
      LOGGER.warn("a session could not be ended", e);
    }
  }
}
