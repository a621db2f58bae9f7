package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of real Delta tables. */
class TimeTravelDeltaSqlTest {
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT), Fields.of("event_ts", Fields.TIMESTAMP_LTZ));

  @TempDir private Path directory;
  private DeltaEngine engine;
  private String stats;

  /** Version v has v + 1 rows. */
  @BeforeEach
  void open() {
    engine = new DeltaEngine(directory);
    stats = engine.table("stats", STATS, List.of(), List.of(row(0L, 0L)));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update(
        "CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA '" + stats + "'");
    for (int version = 1; version <= 11; version++) {
      engine.update("INSERT INTO stats VALUES (" + version + ", '2024-01-01')");
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private PitwallException failureOf(String sql) {
    return catchThrowableOfType(PitwallException.class, () -> engine.rows(sql));
  }

  @Test
  void readsEveryVersion() {
    for (int version = 0; version <= 11; version++) {
      assertThat(engine.rows("SELECT COUNT(*) FROM stats FOR VERSION AS OF " + version))
          .containsExactly(row(version + 1));
    }
    assertThat(engine.rows("SELECT COUNT(*) FROM stats FOR TIMESTAMP AS OF '2999-01-01 00:00:00'"))
        .containsExactly(row(12));
  }

  @Test
  void saysWhichVersionsThereAre() {
    PitwallException late = failureOf("SELECT * FROM stats FOR VERSION AS OF 12");
    assertThat(late.code()).isEqualTo(ErrorCode.VERSION_NOT_FOUND);
    assertThat(late.userMessage()).contains("line 1, column 39", stats, "12", "11");

    PitwallException early =
        failureOf("SELECT * FROM stats FOR TIMESTAMP AS OF '1999-01-01 00:00:00'");
    assertThat(early.code()).isEqualTo(ErrorCode.VERSION_NOT_FOUND);
    assertThat(early.userMessage()).contains("line 1, column 41", stats, "version 0");
  }
}
