package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session may say in which schema names without one are looked for first. */
class SchemaPathSqlTest {
  private static final String RATES = "SELECT rate FROM stats WHERE driver_id = 1 ORDER BY rate";

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table(
        "stats",
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of("rate", Fields.BIGINT)),
        List.of(row(1L, 1L, 10L), row(1L, 2L, 20L)));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update("CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA 'stats'");
    engine.update("CREATE TABLE raw FROM DELTA 'stats'");
    engine.update("MATERIALIZE stats");
  }

  @Test
  void namesAreLookedForThereFirst() {
    assertThat(engine.rows(RATES)).containsExactly(row(10), row(20));
    engine.update("SET schema = 'ONLINE'");
    assertThat(engine.rows(RATES)).containsExactly(row(20));
    engine.update("RESET schema");
    assertThat(engine.rows(RATES)).containsExactly(row(10), row(20));
  }

  @Test
  void otherNamesAreFoundAsEver() {
    engine.update("SET schema = 'online'");
    engine.update("CREATE TEMPORARY TABLE mine AS SELECT 1 AS n");
    assertThat(engine.rows("SELECT COUNT(*) FROM raw, mine, features.stats"))
        .containsExactly(row(4));
    assertThat(engine.update("INSERT INTO raw SELECT * FROM raw")).isEqualTo(2);
  }

  @Test
  void aTemporaryTableHidesAViewUnlessTheViewsSchemaIsFirst() {
    engine.update(
        "CREATE TEMPORARY TABLE stats AS SELECT CAST(1 AS BIGINT) AS driver_id, 5 AS rate");
    assertThat(engine.rows(RATES)).containsExactly(row(5));
    engine.update("SET schema = 'features'");
    assertThat(engine.rows(RATES)).containsExactly(row(10), row(20));
  }

  @Test
  void aTrainingSetMeansTheSameInEverySession() {
    engine.update("SET schema = 'online'");
    engine.update("CREATE TRAINING SET rates AS " + RATES);
    assertThat(engine.rows("SELECT * FROM training_sets.rates")).hasSize(2);
    engine.update("RESET schema");
    assertThat(engine.rows("SELECT * FROM training_sets.rates")).hasSize(2);
  }

  @Test
  void aSchemaThatIsNoneIsRefused() {
    PitwallException refused =
        catchThrowableOfType(PitwallException.class, () -> engine.update("SET schema = 'featurs'"));
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_VALUE);
    assertThat(refused).hasMessageContaining("there is no schema featurs");
    assertThat(refused).hasMessageContaining("features");
    assertThat(engine.rows(RATES)).hasSize(2);
  }
}
