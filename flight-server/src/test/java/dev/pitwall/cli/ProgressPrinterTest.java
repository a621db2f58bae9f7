package dev.pitwall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.core.session.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private final StringWriter err = new StringWriter();

  private static Progress progress(long rows, long total, int millis) {
    return new Progress("materialize v", rows, OptionalLong.of(total), Duration.ofMillis(millis));
  }

  @Test
  void tellsRowsRateAndTimeLeft() {
    assertThat(ProgressPrinter.text(progress(50_000, 125_000, 2_000)))
        .isEqualTo("materialize v: 50,000 of 125,000 rows, 25,000 rows/s, 3 s left");
    assertThat(ProgressPrinter.text(progress(0, 0, 0)))
        .isEqualTo("materialize v: 0 of 0 rows, 0 rows/s");
  }

  @Test
  void writesALineASecondWhereItCannotOverwrite() {
    ProgressPrinter printer = new ProgressPrinter(new PrintWriter(err));
    printer.report(new Progress("materialize v", 0, OptionalLong.empty(), Duration.ZERO));
    printer.report(progress(10, 40, 500));
    printer.report(progress(20, 40, 1_000));
    printer.report(progress(30, 40, 1_500));
    printer.report(progress(40, 40, 1_600));
    assertThat(err.toString().lines())
        .containsExactly(
            "materialize v: reading",
            "materialize v: 20 of 40 rows, 20 rows/s, 1 s left",
            "materialize v: 40 of 40 rows, 25 rows/s");
  }
}
