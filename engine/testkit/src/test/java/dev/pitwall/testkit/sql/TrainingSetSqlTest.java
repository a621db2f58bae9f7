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
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training sets answer the same, whatever became of what they read. */
class TrainingSetSqlTest {
  private static final long HOUR = 3_600_000_000L;
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("rate", Fields.BIGINT));
  private static final Schema TRIPS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("at_ts", Fields.TIMESTAMP),
          Fields.of("label", Fields.VARCHAR));
  private static final String JOIN =
      "SELECT t.driver_id, t.label, f.rate FROM trips AS t LEFT JOIN stats FOR SYSTEM_TIME AS OF"
          + " t.at_ts AS f ON f.driver_id = t.driver_id ORDER BY 1, 2";

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table("stats", STATS, List.of(row(1L, HOUR, 10L), row(2L, 2 * HOUR, 20L)));
    engine.table("others", STATS, List.of(row(1L, HOUR, 99L)));
    engine.table(
        "trips",
        TRIPS,
        List.of(row(1L, 3 * HOUR, "a"), row(2L, HOUR, "b"), row(2L, 5 * HOUR, "c")));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update(
        "CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts TTL INTERVAL '1' DAY FROM DELTA"
            + " 'stats'");
    engine.update("CREATE TABLE trips FROM DELTA 'trips'");
    engine.update("CREATE FEATURE SERVICE activity AS stats (rate)");
  }

  private PitwallException failureOf(String sql) {
    PitwallException failure = catchThrowableOfType(PitwallException.class, () -> engine.rows(sql));
    assertThat(failure).as(sql).isNotNull();
    return failure;
  }

  /** More rows, another TTL, other tables, and at last none of the objects at all. */
  private List<String> changes() {
    return List.of(
        "INSERT INTO stats VALUES (2, TIMESTAMP '1970-01-01 00:30:00', 21), (1, TIMESTAMP"
            + " '1970-01-01 02:00:00', 11)",
        "INSERT INTO trips VALUES (1, TIMESTAMP '1970-01-01 03:00:00', 'd')",
        "ALTER FEATURE VIEW stats SET TTL INTERVAL '1' SECOND",
        "CREATE OR REPLACE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA 'others'",
        "CREATE OR REPLACE FEATURE SERVICE activity AS stats",
        "DROP FEATURE SERVICE activity",
        "DROP FEATURE VIEW stats",
        "DROP TABLE trips",
        "DROP ENTITY driver");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        JOIN,
        "SELECT t.label, f.rate FROM trips FOR VERSION AS OF 0 AS t LEFT JOIN features.stats FOR"
            + " VERSION AS OF 0 FOR SYSTEM_TIME AS OF t.at_ts AS f ON f.driver_id = t.driver_id"
            + " ORDER BY label",
        "SELECT * FROM TABLE(POINT_IN_TIME(SPINE => TABLE trips, AT => DESCRIPTOR(at_ts), SERVICE =>"
            + " 'activity')) AS p ORDER BY label",
        "SELECT label, (SELECT MAX(rate) FROM stats AS s WHERE s.driver_id = t.driver_id) AS best"
            + " FROM trips AS t WHERE driver_id IN (SELECT driver_id FROM stats) ORDER BY label;"
      })
  void answersTheSameForEver(String query) {
    List<List<Object>> answer = engine.rows(query);
    assertThat(answer).hasSize(3);
    assertThat(engine.update("CREATE TRAINING SET churn AS " + query)).isEqualTo(3);
    assertThat(engine.rows("SELECT * FROM training_sets.churn")).isEqualTo(answer);

    for (String change : changes()) {
      engine.update(change);
      assertThat(engine.rows("SELECT * FROM training_sets.churn")).as(change).isEqualTo(answer);
    }
    assertThat(engine.rows("SELECT label FROM training_sets.churn WHERE label > 'a' ORDER BY 1"))
        .containsExactly(row("b"), row("c"));
  }

  @Test
  void recordsAnewWhenReplaced() {
    engine.update("CREATE TRAINING SET churn AS " + JOIN);
    engine.update("INSERT INTO trips VALUES (1, TIMESTAMP '1970-01-01 03:00:00', 'd')");
    assertThat(failureOf("CREATE TRAINING SET Churn AS " + JOIN).userMessage())
        .isEqualTo(
            "line 1, column 21: there is a training set Churn already; CREATE OR REPLACE TRAINING"
                + " SET records it anew");

    assertThat(engine.update("CREATE OR REPLACE TRAINING SET churn AS\n  " + JOIN + " -- now"))
        .isEqualTo(4);

    assertThat(engine.rows("SELECT * FROM training_sets.churn")).hasSize(4);
    assertThat(engine.rows("SHOW TRAINING SETS"))
        .containsExactly(row("churn", "4", "stats version 0, trips version 1", JOIN + " -- now"));
  }

  @Test
  void tellsWhatItRead() {
    engine.update("CREATE TRAINING SET churn AS " + JOIN);

    assertThat(engine.rows("DESCRIBE TRAINING SET churn"))
        .contains(
            row("rate", "column", "BIGINT", null, ""),
            row("rows", "property", null, "3", ""),
            row("features.stats", "property", null, "version 0 of DELTA 'stats'", ""),
            row("lake.trips", "property", null, "version 0 of DELTA 'trips'", ""),
            row("query", "property", null, JOIN, ""));
    assertThat(engine.rows("DESCRIBE training_sets.churn"))
        .isEqualTo(engine.rows("DESCRIBE churn"));
    assertThat(engine.plan("SELECT * FROM training_sets.churn").toString())
        .contains("PointInTimeJoin", "Scan [table=stats, version=0");
    assertThat(engine.engine().tables(engine.session()))
        .anySatisfy(table -> assertThat(table.schemaName()).isEqualTo("training_sets"));

    assertThat(engine.update("DROP TRAINING SET churn")).isOne();
    assertThat(engine.rows("SHOW TRAINING SETS")).isEmpty();
    assertThat(failureOf("SELECT * FROM training_sets.churn").code())
        .isEqualTo(ErrorCode.TABLE_NOT_FOUND);
  }

  @Test
  void isReadInItsTimeZoneOnly() {
    engine.update("SET time_zone = 'Europe/Oslo'");
    engine.update(
        "CREATE TRAINING SET churn AS SELECT CAST(CAST(at_ts AS TIMESTAMP_LTZ) AS VARCHAR) AS a FROM"
            + " trips ORDER BY 1");
    List<List<Object>> answer = engine.rows("SELECT * FROM training_sets.churn");

    engine.update("SET time_zone = 'UTC'");
    assertThat(failureOf("SELECT * FROM training_sets.churn"))
        .hasMessageContaining("SET time_zone = 'Europe/Oslo' to read it");

    engine.update("SET time_zone = 'Europe/Oslo'");
    assertThat(engine.rows("SELECT * FROM training_sets.churn")).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT *, CURRENT_TIMESTAMP AS n FROM trips | NOT_SUPPORTED | CURRENT_TIMESTAMP does not; write the value as a literal
          SELECT label FROM trips WHERE at_ts < CURRENT_DATE | NOT_SUPPORTED | CURRENT_DATE does not
          SELECT RAND() AS r FROM trips | NOT_SUPPORTED | RAND does not
          SELECT label FROM trips WHERE driver_id IN (SELECT a FROM t) | NOT_SUPPORTED | t is neither
          SELECT status FROM registry.features AS f (status, b, c) | NOT_SUPPORTED | features is neither
          SELECT driver_id FROM online.stats WHERE driver_id = 1 | NOT_SUPPORTED | stats is neither
          SELECT a.driver_id, b.driver_id FROM trips AS a, trips AS b | DUPLICATE_COLUMN | would be named driver_id
          SELECT * FROM training_sets.other | TABLE_NOT_FOUND | there is no table training_sets.other
          SELECT * FROM trips WHERE driver_id = ? | NOT_SUPPORTED | takes no parameters
          SELECT nothing FROM trips | COLUMN_NOT_FOUND | line 1, column 37: there is no column nothing
          SELECT 1 / (driver_id - 1) AS q FROM trips | DIVISION_BY_ZERO | division by zero
          """)
  void refuses(String query, ErrorCode code, String message) {
    engine.update("CREATE TEMPORARY TABLE t AS SELECT 1 AS a");
    engine.update("CREATE TRAINING SET other AS SELECT label FROM trips");

    PitwallException failure = failureOf("CREATE TRAINING SET churn AS " + query);

    assertThat(failure.userMessage()).contains(message);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(engine.rows("SHOW TRAINING SETS")).hasSize(1);
  }

  @Test
  void takesNoRowsAndNoChanges() {
    engine.update("CREATE TRAINING SET churn AS " + JOIN);

    assertThat(failureOf("INSERT INTO training_sets.churn VALUES (1, 'a', 1)"))
        .hasMessageContaining("training set churn has the rows that its query read");
    assertThat(failureOf("ALTER TRAINING SET churn SET COMMENT 'x'"))
        .hasMessageContaining("stays as it was recorded");
    assertThat(failureOf("SELECT * FROM training_sets.churn FOR VERSION AS OF 1"))
        .hasMessageContaining("training_sets.churn has no versions");
  }
}
