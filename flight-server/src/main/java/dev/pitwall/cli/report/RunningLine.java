package dev.pitwall.cli.report;

import dev.pitwall.core.session.StatementProgress;
import dev.pitwall.spi.thread.DaemonThreads;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A line on a terminal that says how far a statement is, until this is closed. */
public final class RunningLine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final Supplier<Optional<StatementProgress>> progress;
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService timer;
  private long rows;
  private boolean shown;
  private boolean closed;

  private RunningLine(PrintWriter terminal, Supplier<Optional<StatementProgress>> progress) {
    this.terminal = Objects.requireNonNull(terminal, "terminal");
    this.progress = Objects.requireNonNull(progress, "progress");
    this.timer =
        Executors.newSingleThreadScheduledExecutor(new DaemonThreads("pitwall-running-line"));
  }

  /**
   * Shows a line once a person would begin to wonder, and then keeps it up to date.
   *
   * @param progress asked from another thread whenever the line is shown
   */
  public static RunningLine on(
      PrintWriter terminal, Supplier<Optional<StatementProgress>> progress) {
    RunningLine line = new RunningLine(terminal, progress);
    line.timer.scheduleAtFixedRate(
        line::show, PATIENCE.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return line;
  }

  /** Shows nothing. */
  public static RunningLine none() {
    RunningLine line = new RunningLine(new PrintWriter(Writer.nullWriter()), Optional::empty);
    line.close();
    return line;
  }

  /** Says that so many rows have come. */
  public synchronized void rows(long soFar) {
    rows = soFar;
  }

  /** Takes the line away until it is next brought up to date, so that others can write. */
  public synchronized void clear() {
    if (shown) {
      shown = false;
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
  }

  /** Takes the line away. May be called twice. */
  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdownNow();
    clear();
  }

  /** The question may take its time, so nobody is kept waiting meanwhile. */
  private void show() {
    show(progress.get().orElse(StatementProgress.NONE));
  }

  private synchronized void show(StatementProgress now) {
    if (!closed) {
      shown = true;
      Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
      terminal.print(CLEAR_LINE + ProgressText.of(rows, elapsed, now));
      terminal.flush();
    }
  }
}
