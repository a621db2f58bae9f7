package dev.pitwall.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.core.session.Progress;
import dev.pitwall.core.session.StageTime;
import dev.pitwall.core.session.StatementProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
  private static final Duration ELAPSED = Duration.ofMillis(4_230);

  private static StatementProgress progress(long rows, double fraction, StageTime... stages) {
    return new StatementProgress(
        Optional.empty(), rows, rows * 23, OptionalDouble.of(fraction), List.of(stages));
  }

  private static StageTime stage(String name, long millis) {
    return new StageTime(name, 1, Duration.ofMillis(millis));
  }

  @Test
  void tellsOnlyTheTimeWhereNothingElseIsKnown() {
    assertThat(ProgressText.of(0, ELAPSED, StatementProgress.NONE))
        .isEqualTo("4.2 s (Ctrl-C cancels)");
    assertThat(ProgressText.of(1_000, ELAPSED, StatementProgress.NONE))
        .isEqualTo("4.2 s, 1,000 rows (Ctrl-C cancels)");
  }

  @Test
  void tellsRowsBytesAndTheStagesThatTookTime() {
    assertThat(
            ProgressText.of(
                0,
                ELAPSED,
                progress(
                    9_200, 0.469, stage("Filter", 99), stage("Limit", 200), stage("Sort", 900))))
        .isEqualTo("[####......] 46 % 4.2 s, 9,200 rows read, 212 kB, Sort 0.9 s, Limit 0.2 s");
    assertThat(ProgressText.of(0, ELAPSED, progress(1, 1))).startsWith("[##########] 100 % 4.2 s");
  }

  @Test
  void leavesOutWhatATerminalWouldBreak() {
    StageTime[] stages =
        Stream.of("PointInTimeJoin", "Scan driver_hourly_statistics", "Scan trips")
            .map(name -> stage(name, 2_000))
            .toArray(StageTime[]::new);
    assertThat(ProgressText.of(1_000_000, ELAPSED, progress(123_456_789, 0, stages)))
        .isEqualTo("[..........] 0 % 4.2 s, 1,000,000 rows, 123,456,789 rows read, 2.8 GB");
  }

  @Test
  void tellsHowMuchOfATaskIsDone() {
    Progress task = new Progress("materialize v", 30, OptionalLong.of(40), ELAPSED);
    assertThat(ProgressText.of(0, ELAPSED, StatementProgress.NONE.within(task)))
        .isEqualTo("materialize v [#######...] 75 % 4.2 s, 30 of 40 rows written (Ctrl-C cancels)");
  }

  @Test
  void bytesHaveThreeDigitsAtMost() {
    assertThat(
            Stream.of(0L, 999L, 1_000L, 9_949L, 9_950L, 999_499L, 999_500L, 12_345_678_901L)
                .map(ProgressText::bytes)
                .collect(Collectors.joining(", ")))
        .isEqualTo("0 B, 999 B, 1.0 kB, 9.9 kB, 10 kB, 999 kB, 1.0 MB, 12 GB");
  }
}
