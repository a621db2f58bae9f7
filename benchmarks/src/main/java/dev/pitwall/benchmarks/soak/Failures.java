package dev.pitwall.benchmarks.soak;

import java.util.Optional;

/** What went wrong for any client. Thread-safe. */
public final class Failures {
  private long count;
  private Optional<String> first = Optional.empty();

  /** Works, and counts it when that fails. */
  public void during(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      add(e);
    }
  }

  private synchronized void add(RuntimeException failure) {
    count++;
    first = first.or(() -> Optional.of(failure.toString()));
  }

  /** How often something went wrong. */
  public synchronized long count() {
    return count;
  }

  /** What the first failure said; empty when there was none. */
  public synchronized Optional<String> first() {
    return first;
  }
}
