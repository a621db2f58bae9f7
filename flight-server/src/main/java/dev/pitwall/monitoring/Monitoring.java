package dev.pitwall.monitoring;

import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.flight.PitwallServer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Health and metrics of a server, if they are to be told. To be closed after the server, so that
 * they are told while it stops.
 */
public final class Monitoring implements AutoCloseable {
  private final FeatureQueryEngine engine;
  private final Readiness readiness;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Tells nothing yet. */
  public Monitoring(FeatureQueryEngine engine) {
    this.engine = engine;
    this.readiness = new Readiness(engine);
  }

  /**
   * Begins to count and to tell.
   *
   * @return the port that is listened on
   * @throws dev.pitwall.spi.error.PitwallException ADDRESS_IN_USE or INVALID_CONFIGURATION when it
   *     cannot be
   */
  public int start(MonitoringConfig config, PitwallServer server) {
    ServerMetrics metrics = new ServerMetrics(engine, server);
    opened.push(metrics);
    MonitoringServer http = MonitoringServer.start(config, readiness, metrics);
    opened.push(http);
    return http.port();
  }

  /** Says that the server takes no more work. */
  public void drain() {
    readiness.drain();
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
  }

  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      throw new IllegalStateException("monitoring could not be closed", e);
    }
  }
}
