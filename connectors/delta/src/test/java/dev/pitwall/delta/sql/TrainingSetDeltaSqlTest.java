package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training sets of real Delta tables, over a restart, and when a file is gone. */
class TrainingSetDeltaSqlTest {
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("rate", Fields.DOUBLE),
          Fields.list("embedding", Fields.REAL));

  @TempDir private Path directory;

  @Test
  void answersTheSameAfterARestartAndFailsWhenFilesAreGone() throws IOException {
    List<List<Object>> answer;
    String stats;
    try (DeltaEngine engine = new DeltaEngine(directory)) {
      stats =
          engine.table(
              "stats",
              STATS,
              List.of(),
              LongStream.range(0, 2_000)
                  .mapToObj(k -> row(k % 100, k * 1_000_000, k / 7.0, List.of((float) k)))
                  .toList());
      engine.update("CREATE ENTITY driver (driver_id BIGINT)");
      engine.update(
          "CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA '" + stats + "'");
      engine.update(
          "CREATE TRAINING SET churn AS SELECT s.driver_id, s.event_ts, f.rate, f.embedding FROM stats"
              + " AS s LEFT JOIN stats FOR SYSTEM_TIME AS OF s.event_ts - INTERVAL '1' MINUTE AS f ON"
              + " f.driver_id = s.driver_id ORDER BY 2");
      answer = engine.rows("SELECT * FROM training_sets.churn");
      assertThat(answer).hasSize(2_000);
    }
    try (DeltaEngine engine = new DeltaEngine(directory)) {
      engine.update("INSERT INTO stats SELECT driver_id, event_ts, 0, NULL FROM stats");
      assertThat(engine.rows("SELECT * FROM training_sets.churn")).isEqualTo(answer);
      assertThat(engine.rows("SHOW TRAINING SETS"))
          .extracting(set -> set.subList(0, 3))
          .containsExactly(row("churn", "2000", "stats version 0"));
    }
    String removed =
        DeltaEngine.files(stats).stream().filter(f -> isOfFirst(stats, f)).findFirst().get();
    Files.delete(Path.of(stats, removed));
    try (DeltaEngine engine = new DeltaEngine(directory)) {
      PitwallException failure =
          catchThrowableOfType(
              PitwallException.class, () -> engine.rows("SELECT * FROM training_sets.churn"));
      assertThat(failure.code().category()).isEqualTo(ErrorCategory.EXTERNAL);
      assertThat(failure).hasMessageContaining(removed);
    }
  }

  @Test
  void hasAnErasedEntityUntilItsVersionsAreVacuumed() {
    try (DeltaEngine engine = new DeltaEngine(directory)) {
      String stats =
          engine.table(
              "stats", STATS, List.of(), List.of(row(1L, 1L, 0.1, null), row(2L, 2L, 0.2, null)));
      engine.append("stats", STATS, List.of(row(2L, 3L, 0.3, null)));
      engine.update("CREATE ENTITY driver (driver_id BIGINT)");
      engine.update(
          "CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA '" + stats + "'");
      engine.update("CREATE TRAINING SET rates AS SELECT driver_id, rate FROM stats ORDER BY rate");
      engine.update("ERASE ENTITY driver (driver_id = 1)");
      assertThat(engine.rows("SELECT * FROM training_sets.rates"))
          .containsExactly(row(1L, 0.1), row(2L, 0.2), row(2L, 0.3));
      engine.update("VACUUM stats RETAIN 0 HOURS");
      PitwallException failure =
          catchThrowableOfType(
              PitwallException.class,
              () -> engine.rows("SELECT * FROM training_sets.rates WHERE driver_id = 2"));
      assertThat(failure.code()).isEqualTo(ErrorCode.VERSION_NOT_FOUND);
    }
  }

  /** Its versions have the numbers of those of the table that was there. */
  @Test
  void isNotOfATableThatWasMadeAnew() throws IOException {
    try (DeltaEngine engine = new DeltaEngine(directory)) {
      String stats = engine.table("stats", STATS, List.of(), List.of(row(1L, 1L, 0.1, null)));
      engine.update("CREATE TABLE stats FROM DELTA '" + stats + "'");
      engine.update("CREATE TRAINING SET rates AS SELECT driver_id, rate FROM stats");
      assertThat(engine.rows("SELECT * FROM training_sets.rates")).containsExactly(row(1L, 0.1));
      engine.remove("stats");
      engine.table("stats", STATS, List.of(), List.of(row(1L, 1L, 0.9, null)));
      PitwallException failure =
          catchThrowableOfType(
              PitwallException.class, () -> engine.rows("SELECT * FROM training_sets.rates"));
      assertThat(failure.code()).isEqualTo(ErrorCode.VERSION_NOT_FOUND);
      assertThat(failure).hasMessageContaining("was made anew since the training set was recorded");
    }
  }

  private static boolean isOfFirst(String table, String file) {
    try {
      return Files.readString(Path.of(table, "_delta_log", "00000000000000000000.json"))
          .contains("\"" + file + "\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
