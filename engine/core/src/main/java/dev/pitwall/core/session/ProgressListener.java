package dev.pitwall.core.session;

/** Is told how far the long statements of a session are, by the thread that runs them. */
@FunctionalInterface
public interface ProgressListener {
  /** Tells nobody. */
  ProgressListener NONE = progress -> {};

  /** Takes note; returns soon, as the statement waits. */
  void report(Progress progress);
}
