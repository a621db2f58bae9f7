package dev.pitwall.cli;

import dev.pitwall.core.session.Progress;
import dev.pitwall.core.session.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** Writes how far a statement is, a line a second at most. */
final class ProgressPrinter implements ProgressListener {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PrintWriter err;
  private Duration shown = Duration.ZERO;

  ProgressPrinter(PrintWriter err) {
    this.err = Objects.requireNonNull(err, "err");
  }

  @Override
  public void report(Progress progress) {
    boolean isFirst = progress.total().isEmpty();
    boolean isLast = progress.total().orElse(-1) == progress.rows();
    if (isFirst || isLast || progress.elapsed().minus(shown).compareTo(PAUSE) >= 0) {
      err.println(text(progress));
      shown = progress.elapsed();
    }
    err.flush();
  }

  /** For instance {@code materialize v: 65,536 of 100,000 rows, 32,768 rows/s, 2 s left}. */
  static String text(Progress progress) {
    if (progress.total().isEmpty()) {
      return progress.task() + ": reading";
    }
    long total = progress.total().getAsLong();
    double seconds = progress.elapsed().toNanos() / NANOS_PER_SECOND;
    double rate = seconds > 0 ? progress.rows() / seconds : 0;
    String left =
        progress.rows() > 0 && progress.rows() < total
            ? String.format(
                Locale.ROOT, ", %.0f s left", Math.ceil((total - progress.rows()) / rate))
            : "";
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d rows, %,.0f rows/s%s",
        progress.task(),
        progress.rows(),
        total,
        rate,
        left);
  }
}
