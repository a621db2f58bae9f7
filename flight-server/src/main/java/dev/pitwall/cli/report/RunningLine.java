package dev.pitwall.cli.report;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A line on a terminal that says that a statement still runs, until this is closed. */
public final class RunningLine implements AutoCloseable {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService timer;
  private long rows;
  private boolean shown;
  private boolean closed;

  private RunningLine(PrintWriter terminal) {
    this.terminal = Objects.requireNonNull(terminal, "terminal");
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "pitwall-running-line");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Shows a line once a person would begin to wonder, and then keeps it up to date. */
  public static RunningLine on(PrintWriter terminal) {
    RunningLine line = new RunningLine(terminal);
    line.timer.scheduleAtFixedRate(
        line::show, PATIENCE.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return line;
  }

  /** Shows nothing. */
  public static RunningLine none() {
    RunningLine line = new RunningLine(new PrintWriter(Writer.nullWriter()));
    line.close();
    return line;
  }

  /** Says that so many rows have come. */
  public synchronized void rows(long soFar) {
    rows = soFar;
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdownNow();
    if (shown) {
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
  }

  private synchronized void show() {
    if (!closed) {
      shown = true;
      terminal.print(CLEAR_LINE + text(rows, Duration.ofNanos(System.nanoTime() - startNanos)));
      terminal.flush();
    }
  }

  static String text(long rows, Duration elapsed) {
    String come = rows == 0 ? "" : String.format(Locale.ROOT, "%,d rows, ", rows);
    return String.format(
        Locale.ROOT, "%s%.1f s (Ctrl-C cancels)", come, elapsed.toMillis() / MILLIS_PER_SECOND);
  }
}
