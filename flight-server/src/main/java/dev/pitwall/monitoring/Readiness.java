package dev.pitwall.monitoring;

import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.spi.error.PitwallException;
import java.util.Objects;
import java.util.Optional;

/** Whether the server should be sent work. Thread-safe. */
public final class Readiness {
  private final FeatureQueryEngine engine;
  private volatile boolean draining;

  public Readiness(FeatureQueryEngine engine) {
    this.engine = Objects.requireNonNull(engine, "engine");
  }

  /** Says that the server will stop, and takes no more work. */
  public void drain() {
    draining = true;
  }

  /** Why not, on one line; empty when the server is ready. */
  Optional<String> obstacle() {
    return draining
        ? Optional.of("the server is stopping")
        : engine.unreachableStore().map(PitwallException::getMessage);
  }
}
