package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OPTIMIZE, VACUUM and ERASE ENTITY over Delta tables. */
class MaintenanceSqlTest {
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("note", Fields.VARCHAR));
  private static final Schema TRIPS =
      Fields.schema(
          Fields.of("trip_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("driver_id", Fields.BIGINT));
  private static final Schema VISITS =
      Fields.schema(
          Fields.of("Driver_Id", Fields.BIGINT),
          Fields.of("city", Fields.VARCHAR),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("visits", Fields.BIGINT));

  @TempDir Path directory;
  private DeltaEngine engine;

  @BeforeEach
  void open() {
    engine = new DeltaEngine(directory);
    append("stats", STATS, row(1L, 10L, "old"), row(2L, 10L, "two"));
    append("stats", STATS, row(1L, 20L, "first of two"), row(3L, 20L, "three"));
    append("stats", STATS, row(1L, 20L, "second of two"));
    append("visits", VISITS, row(1L, "oslo", 10L, 5L), row(2L, "oslo", 10L, 6L));
    append("labels", STATS, row(1L, 30L, "label"), row(2L, 30L, "label"));
    run("CREATE ENTITY driver (driver_id BIGINT)");
    run("CREATE ENTITY driver_city (driver_id BIGINT, city VARCHAR)");
    run("CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA " + at("stats"));
    run(
        "CREATE FEATURE VIEW visits ENTITY driver_city TIMESTAMP event_ts FROM DELTA "
            + at("visits"));
    run("CREATE TABLE labels FROM DELTA " + at("labels"));
    run("MATERIALIZE stats, visits");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void optimizePutsFilesTogetherAndChangesNoAnswer() {
    String joined =
        "SELECT l.driver_id, s.note FROM labels l LEFT JOIN stats FOR SYSTEM_TIME AS OF l.event_ts"
            + " AS s ON s.driver_id = l.driver_id ORDER BY 1";
    List<List<Object>> answer = run(joined);
    assertThat(answer).containsExactly(row(1L, "second of two"), row(2L, "two"));
    assertThat(run("OPTIMIZE stats")).containsExactly(row("features.stats", 3L, 3L, 1L));
    assertThat(run(joined)).isEqualTo(answer);
    assertThat(run("OPTIMIZE features.stats")).containsExactly(row("features.stats", null, 0L, 0L));
    assertThat(run("OPTIMIZE stats ZORDER BY (driver_id, event_ts)"))
        .containsExactly(row("features.stats", 4L, 1L, 1L));
    assertThat(run(joined)).isEqualTo(answer);
    assertThat(run("VACUUM stats RETAIN 0 HOURS DRY RUN").get(0).subList(0, 2))
        .isEqualTo(row("features.stats", 4L));
    assertThat(run("VACUUM stats")).containsExactly(row("features.stats", 0L, 0L));
    assertThat(run("VACUUM stats RETAIN 0 HOURS").get(0).subList(0, 2))
        .isEqualTo(row("features.stats", 4L));
    assertThat(run(joined)).isEqualTo(answer);
  }

  /** After it was cleaned the log begins within the hours, and not all that it has was added. */
  @Test
  void vacuumKeepsTheVersionsOfItsHours() throws IOException {
    Path table = directory.resolve("stats");
    for (String file : DeltaEngine.files(table.toString())) {
      Instant old = Instant.now().minus(Duration.ofDays(30));
      Files.setLastModifiedTime(table.resolve(file), FileTime.from(old));
    }
    run("VACUUM stats");
    append("stats", STATS, row(4L, 20L, "four"));
    run("VACUUM stats RETAIN 0 HOURS");
    reopen();
    assertThat(run("OPTIMIZE stats")).containsExactly(row("features.stats", 6L, 4L, 1L));
    assertThat(run("VACUUM stats DRY RUN")).containsExactly(row("features.stats", 0L, 0L));
    run("VACUUM stats");
    assertThat(run("SELECT count(*) FROM stats FOR VERSION AS OF 5")).containsExactly(row(6L));
  }

  @Test
  void vacuumLeavesATableWithinTheDirectoryAlone() {
    append("stats/inner", STATS, row(1L, 10L, "inner"));
    run("CREATE TABLE inner_stats FROM DELTA " + at("stats/inner"));
    assertThat(run("VACUUM stats RETAIN 0 HOURS")).containsExactly(row("features.stats", 0L, 0L));
    assertThat(run("SELECT note FROM inner_stats")).containsExactly(row("inner"));
  }

  @Test
  void optimizeSaysWhichColumnIsGone() throws IOException {
    engine.remove("stats");
    append("stats", VISITS, row(1L, "oslo", 10L, 5L));
    append("stats", VISITS, row(1L, "oslo", 20L, 5L));
    refused(
        "OPTIMIZE stats ZORDER BY (driver_id)",
        ErrorCode.COLUMN_NOT_FOUND,
        "no column 'driver_id' in '" + directory.resolve("stats") + "' any more");
  }

  @Test
  void eraseTakesTheViewsOfTheEntityOfflineAndOnline() {
    assertThat(run("ERASE ENTITY driver (driver_id = 1)"))
        .containsExactly(row("features.stats", 3L, 3L), row("online.stats", 1L, null));
    assertThat(run("SELECT driver_id FROM stats ORDER BY 1")).containsExactly(row(2L), row(3L));
    assertThat(run("SELECT \"$status\" FROM online.stats WHERE driver_id IN (1, 2)"))
        .containsExactlyInAnyOrder(row("NOT_FOUND"), row("PRESENT"));
    assertThat(run("SELECT count(*) FROM labels WHERE driver_id = 1")).containsExactly(row(1L));
    assertThat(
            run(
                "SELECT entity, join_key, erased_from, requested_by, finished_at IS NOT NULL"
                    + " FROM system.erasures"))
        .containsExactly(row("driver", "{\"driver_id\":1}", "VIEWS", "test", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          SMALLINT | -3 | 4
          DECIMAL(20, 3) | 1.5 | -2.125
          BOOLEAN | TRUE | FALSE
          VARCHAR | '😀' | 'a '
          VARBINARY | X'00ff' | X'00'
          DATE | DATE '1969-12-31' | DATE '2024-01-01'
          TIMESTAMP_LTZ | TIMESTAMP '1969-12-31 23:59:59.999999' | TIMESTAMP '2024-01-01 00:00:00'
          """)
  void eraseTakesKeysOfEveryType(String type, String erased, String kept) {
    String view = " (k " + type + ", event_ts TIMESTAMP_LTZ, n BIGINT) ENTITY ";
    run("CREATE ENTITY thing (k " + type + ")");
    run("CREATE ENTITY number (n BIGINT)");
    run(
        "CREATE FEATURE VIEW things"
            + view
            + "thing TIMESTAMP event_ts FROM DELTA "
            + at("things"));
    run("CREATE FEATURE VIEW facts" + view + "number TIMESTAMP event_ts FROM DELTA " + at("facts"));
    for (String name : List.of("things", "facts")) {
      run(
          "INSERT INTO %s VALUES (%s, '2024-01-01', 1), (%s, '2024-01-01', 2)"
              .formatted(name, erased, kept));
    }
    run("MATERIALIZE things, facts");
    assertThat(run("ERASE ENTITY thing (k = " + erased + ") EVERYWHERE"))
        .containsExactlyInAnyOrder(
            row("features.things", 1L, 2L),
            row("features.facts", 1L, 2L),
            row("online.things", 1L, null),
            row("online.facts", 1L, null));
    run("SET online_scan = 'on'");
    for (String name : List.of("things", "facts", "online.things", "online.facts")) {
      assertThat(run("SELECT n FROM " + name)).as(name).containsExactly(row(2L));
    }
  }

  @Test
  void everywhereTakesEveryTableWithTheJoinKeys() {
    assertThat(run("ERASE ENTITY driver (driver_id = 1) EVERYWHERE"))
        .containsExactly(
            row("features.stats", 3L, 3L),
            row("features.visits", 1L, 1L),
            row("lake.labels", 1L, 1L),
            row("online.stats", 1L, null),
            row("online.visits", 1L, null));
    for (String table : List.of("stats", "visits", "labels")) {
      assertThat(run("SELECT count(*) FROM " + table + " WHERE driver_id = 1"))
          .containsExactly(row(0L));
    }
    assertThat(run("ERASE ENTITY driver (driver_id = 1) EVERYWHERE").get(0))
        .isEqualTo(row("features.stats", 0L, null));
  }

  /** Rows of trips are of a driver, though they are found by the trip. */
  @Test
  void everywhereTakesViewsThatHaveTheKeyAsAFeature() {
    append("trips", TRIPS, row(7L, 10L, 1L), row(8L, 10L, 2L), row(9L, 10L, null));
    append("trips", TRIPS, row(8L, 20L, 1L), row(7L, 20L, 2L));
    run("CREATE ENTITY trip (trip_id BIGINT)");
    run("CREATE FEATURE VIEW trips ENTITY trip TIMESTAMP event_ts FROM DELTA " + at("trips"));
    run("MATERIALIZE trips");
    assertThat(run("ERASE ENTITY driver (driver_id = 1)"))
        .extracting(row -> row.get(0))
        .doesNotContain("features.trips");
    assertThat(run("ERASE ENTITY driver (driver_id = 1) EVERYWHERE"))
        .contains(row("features.trips", 2L, 2L), row("online.trips", 1L, null));
    assertThat(run("SELECT trip_id, driver_id FROM trips ORDER BY 1, 2"))
        .containsExactly(row(7L, 2L), row(8L, 2L), row(9L, null));
    assertThat(run("SELECT trip_id, \"$status\" FROM online.trips WHERE trip_id IN (7, 8, 9)"))
        .containsExactlyInAnyOrder(row(7L, "PRESENT"), row(8L, "NOT_FOUND"), row(9L, "NULL_VALUE"));
  }

  @Test
  void everywhereIsRefusedWhereSomethingWouldBeLeftOut() {
    run("CREATE TABLE notes (driver_id VARCHAR, note VARCHAR) FROM DELTA " + at("notes"));
    refused(
        "ERASE ENTITY driver (driver_id = 1) EVERYWHERE",
        ErrorCode.NOT_SUPPORTED,
        "lake.notes has driver_id as VARCHAR");
    assertThat(run("SELECT count(*) FROM stats WHERE driver_id = 1")).containsExactly(row(3L));
    assertThat(run("SELECT count(*) FROM system.erasures")).containsExactly(row(0L));
    run("DROP TABLE notes");
    run("ERASE ENTITY driver (driver_id = 1) EVERYWHERE");
    assertThat((String) run("SELECT removed FROM system.erasures").get(0).get(0))
        .startsWith("[{\"table\":\"features.stats\",\"removed_rows\":3,\"version\":3},");
  }

  @Test
  void everywhereIsRefusedWhereATableTakesNoErasure() throws IOException {
    Path log = directory.resolve("labels/_delta_log/00000000000000000000.json");
    String properties = "\"configuration\":{";
    Files.writeString(
        log,
        Files.readString(log).replace(properties, properties + "\"delta.appendOnly\":\"true\""));
    reopen();
    refused(
        "ERASE ENTITY driver (driver_id = 1) EVERYWHERE",
        ErrorCode.NOT_SUPPORTED,
        "labels' only takes appends (delta.appendOnly)");
    assertThat(run("SELECT count(*) FROM stats WHERE driver_id = 1")).containsExactly(row(3L));
    assertThat(run("SELECT count(*) FROM system.erasures")).containsExactly(row(0L));
  }

  /** It would still have the entity, and the next MATERIALIZE bring it back. */
  @Test
  void eraseIsRefusedWhereAVersionIsShown() {
    String early =
        "CREATE OR REPLACE FEATURE VIEW early ENTITY driver TIMESTAMP event_ts FROM DELTA "
            + at("stats");
    String first = " OPTIONS (version = 0)";
    run(early + first);
    refused(
        "ERASE ENTITY driver (driver_id = 1)",
        ErrorCode.NOT_SUPPORTED,
        "feature view early shows one version of its table");
    run(early);
    run("CREATE TABLE first_labels FROM DELTA " + at("labels") + first);
    refused(
        "ERASE ENTITY driver (driver_id = 1) EVERYWHERE",
        ErrorCode.NOT_SUPPORTED,
        "lake.first_labels shows one version of its table");
    assertThat(run("SELECT count(*) FROM system.erasures")).containsExactly(row(0L));
    assertThat(run("ERASE ENTITY driver (driver_id = 1)")).contains(row("features.early", 3L, 3L));
    run("MATERIALIZE early");
    assertThat(run("SELECT \"$status\" FROM online.early WHERE driver_id = 1"))
        .containsExactly(row("NOT_FOUND"));
  }

  @Test
  void whatCannotBeDoneIsRefusedBeforeAnythingIs() {
    refused("OPTIMIZE stats ZORDER BY (note)", ErrorCode.INVALID_STATEMENT, "note cannot be part");
    refused("OPTIMIZE labels ZORDER BY (note)", ErrorCode.INVALID_STATEMENT, "only a feature view");
    refused("OPTIMIZE statz", ErrorCode.TABLE_NOT_FOUND, "did you mean stats");
    refused("OPTIMIZE online.stats", ErrorCode.INVALID_STATEMENT, "no files to maintain");
    refused("VACUUM stats RETAIN 1.5 HOURS", ErrorCode.INVALID_VALUE, "whole number of hours");
    refused(
        "ERASE ENTITY drivr (driver_id = 1)", ErrorCode.ENTITY_NOT_FOUND, "did you mean driver");
    refused("ERASE ENTITY driver (id = 1)", ErrorCode.COLUMN_NOT_FOUND, "no join key id");
    refused("ERASE ENTITY driver (driver_id = 1.5)", ErrorCode.TYPE_MISMATCH, "BIGINT, not 1.5");
    refused("ERASE ENTITY driver (driver_id = NULL)", ErrorCode.TYPE_MISMATCH, "not NULL");
    refused("ERASE ENTITY driver_city (driver_id = 1)", ErrorCode.INVALID_STATEMENT, "city");
    assertThat(run("SELECT count(*) FROM system.erasures")).containsExactly(row(0L));
    assertThat(run("SELECT count(*) FROM stats")).containsExactly(row(5L));
  }

  private void refused(String sql, ErrorCode code, String words) {
    assertThatThrownBy(() -> run(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  private void reopen() {
    engine.close();
    engine = new DeltaEngine(directory);
  }

  private String at(String table) {
    return "'" + directory.resolve(table) + "'";
  }

  @SafeVarargs
  private void append(String table, Schema schema, List<Object>... rows) {
    engine.append(table, schema, List.of(rows));
  }

  private List<List<Object>> run(String sql) {
    return engine.rows(sql);
  }
}
