package dev.pitwall.cli.report;

import dev.pitwall.core.session.Progress;
import dev.pitwall.core.session.StageTime;
import dev.pitwall.core.session.StatementProgress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;

/** How far a statement is, on one line that no terminal breaks. */
final class ProgressText {
  private static final int COLUMNS = 79;
  private static final int BAR = 10;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final Duration SHOWN_STAGE = Duration.ofMillis(100);
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB"};

  private final StringBuilder line = new StringBuilder();

  private ProgressText() {}

  /**
   * For instance {@code [####......] 46 % 4.2 s, 9,200,000 rows read, 210 MB, Scan trips 3.1 s};
   * what has no room is left out.
   *
   * @param rows of the answer that have come
   */
  static String of(long rows, Duration elapsed, StatementProgress progress) {
    ProgressText text = new ProgressText();
    progress.task().ifPresent(task -> text.line.append(task.task()).append(' '));
    progress.fraction().ifPresent(text::bar);
    text.line.append(seconds(elapsed));
    text.rows(rows, progress);
    progress.stages().stream()
        .filter(stage -> stage.time().compareTo(SHOWN_STAGE) >= 0)
        .sorted(Comparator.comparing(StageTime::time).reversed())
        .forEach(stage -> text.add(", " + stage.stage() + " " + seconds(stage.time())));
    text.add(" (Ctrl-C cancels)");
    return text.line.toString();
  }

  private void bar(double fraction) {
    int full = (int) (fraction * BAR);
    String bar = "#".repeat(full) + ".".repeat(BAR - full);
    line.append(String.format(Locale.ROOT, "[%s] %d %% ", bar, (int) (fraction * 100)));
  }

  private void rows(long come, StatementProgress progress) {
    progress.task().ifPresent(task -> add(done(task)));
    if (come > 0) {
      add(String.format(Locale.ROOT, ", %,d rows", come));
    }
    if (progress.rowsRead() > 0) {
      add(String.format(Locale.ROOT, ", %,d rows read", progress.rowsRead()));
    }
    if (progress.bytesRead() > 0) {
      add(", " + bytes(progress.bytesRead()));
    }
  }

  private static String done(Progress task) {
    long total = task.total().orElse(task.rows());
    return String.format(Locale.ROOT, ", %,d of %,d rows written", task.rows(), total);
  }

  private void add(String part) {
    if (line.length() + part.length() <= COLUMNS) {
      line.append(part);
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / MILLIS_PER_SECOND);
  }

  /** With three digits at most. */
  static String bytes(long count) {
    double value = count;
    int unit = 0;
    while (value >= 999.5) {
      value /= 1_000;
      unit++;
    }
    String form = value < 9.95 && unit > 0 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, form, value, BYTES[unit]);
  }
}
