package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that CREATE makes, how they are laid out, and columns that come later. */
class TableDefinitionSqlTest {
  private static final String COLUMNS =
      " (driver_id BIGINT, event_ts TIMESTAMP WITH LOCAL TIME ZONE, note VARCHAR) ";
  private static final String LAYOUT =
      " OPTIONS (partition_by = 'DAY(event_ts), bucket(4, driver_id)', sort_by = 'driver_id, event_ts',"
          + " target_file_size = '1 MB')";

  @TempDir private Path directory;
  private DeltaEngine engine;

  @BeforeEach
  void open() {
    engine = new DeltaEngine(directory);
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void makesTheTableOfAViewWhoseColumnsAreDeclared() {
    createView("stats", "");
    assertThat(engine.rows("SELECT * FROM stats")).isEmpty();
    engine.update("INSERT INTO stats VALUES (1, '2024-03-01 00:00:00', 'a')");
    assertThat(engine.rows("SELECT driver_id, note FROM stats")).containsExactly(row(1L, "a"));
    assertThat(engine.rows("DESCRIBE HISTORY stats"))
        .extracting(commit -> commit.get(2))
        .containsExactly("WRITE", "CREATE TABLE");
    engine.update("CREATE TABLE labels (id BIGINT NOT NULL, due DATE) FROM DELTA " + at("labels"));
    engine.update("INSERT INTO labels VALUES (1, DATE '2024-03-01')");
    refused(
        "INSERT INTO labels VALUES (NULL, NULL)", ErrorCode.INVALID_VALUE, "id, which is NOT NULL");
  }

  @Test
  void makesNoTableThatItWasNotAskedFor() {
    refused(
        "CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA " + at("statz"),
        ErrorCode.LOCATION_NOT_FOUND,
        "declare its columns to make a table there");
    refused(
        "CREATE FEATURE VIEW stats"
            + COLUMNS
            + "ENTITY driver TIMESTAMP event FROM DELTA "
            + at("s"),
        ErrorCode.COLUMN_NOT_FOUND,
        "no column event");
    refused(
        "CREATE FEATURE VIEW stats"
            + COLUMNS
            + "ENTITY driver TIMESTAMP event_ts OPTIONS (version = '0') FROM DELTA "
            + at("s"),
        ErrorCode.LOCATION_NOT_FOUND,
        "nothing at");
    refused(
        "CREATE TABLE t (at TIMESTAMP) FROM DELTA " + at("s"),
        ErrorCode.UNSUPPORTED_TYPE,
        "cast it to TIMESTAMP_LTZ");
    assertThat(directory.resolve("statz")).doesNotExist();
    assertThat(directory.resolve("s")).doesNotExist();
  }

  @Test
  void makesNoTableAmongOtherFiles() throws IOException {
    Files.createDirectories(directory.resolve("files"));
    Files.writeString(directory.resolve("files").resolve("readme.txt"), "mine");
    refused(
        "CREATE TABLE t (id BIGINT) FROM DELTA " + at("files"),
        ErrorCode.DUPLICATE_OBJECT,
        "other files");
  }

  @Test
  void saysWhatIsWrongWithALayout() {
    badLayout("partition_by = 'DAY(driver_id)'", "driver_id, which is no timestamp");
    badLayout("partition_by = 'BUCKET(0, driver_id)'", "has 0 buckets");
    badLayout("partition_by = 'HOUR(event_ts)'", "'HOUR(event_ts)', which the table does not have");
    badLayout("partition_by = 'notes'", "did you mean note");
    badLayout("partition_by = 'note, note'", "twice");
    badLayout("partition_by = 'note, event_ts, driver_id'", "names all columns");
    badLayout("sort_by = 'driver_id, nought'", "names the column 'nought'");
    badLayout("target_file_size = '12 parsecs'", "not '12 parsecs'");
    assertThat(directory.resolve("s")).doesNotExist();
  }

  /** The value of the wrong option names the other. */
  @Test
  void placesAnErrorAtTheOptionThatIsWrong() {
    assertThatThrownBy(
            () ->
                engine.update(
                    "CREATE TABLE t (id BIGINT) FROM DELTA "
                        + at("t")
                        + "\nOPTIONS (target_file_size = '1 MB',\nsort_by = 'target_file_size')"))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.position()).hasValue(new SourcePosition(3, 11)));
  }

  private void badLayout(String option, String words) {
    refused(
        "CREATE FEATURE VIEW stats"
            + COLUMNS
            + "ENTITY driver TIMESTAMP event_ts OPTIONS ("
            + option
            + ") FROM DELTA "
            + at("s"),
        ErrorCode.INVALID_VALUE,
        words);
  }

  @Test
  void laysFilesOutAndRemembersHow() throws IOException {
    createView("stats", LAYOUT);
    engine.update(
        "INSERT INTO stats VALUES (1, '2024-03-01 23:59:59.999999', 'a'), (1, '2024-03-02', 'b')");
    engine.update("CREATE TABLE plain FROM DELTA " + at("stats"));
    engine.update("INSERT INTO plain (driver_id, event_ts) VALUES (1, '2024-03-01')");
    assertThat(
            engine.rows(
                "SELECT event_ts_day, COUNT(*), COUNT(DISTINCT driver_id_bucket) FROM plain"
                    + " GROUP BY event_ts_day ORDER BY 1"))
        .containsExactly(row(19_783, 2L, 1L), row(19_784, 1L, 1L));
    assertThat(
            engine.rows(
                "SELECT note FROM stats WHERE driver_id = 1 AND event_ts > '2024-03-01 12:00:00'"))
        .containsExactlyInAnyOrder(row("a"), row("b"));
    createView("same", " OPTIONS (partition_by = 'day(event_ts), bucket(4, driver_id)')");
    createView("silent", "");
  }

  @Test
  void refusesToPartitionATableOtherwiseThanItIs() {
    createView("stats", LAYOUT);
    for (String declared : List.of(COLUMNS, " ")) {
      refused(
          "CREATE FEATURE VIEW other"
              + declared
              + "ENTITY driver TIMESTAMP event_ts OPTIONS (sort_by = 'note', partition_by = 'note')"
              + " FROM DELTA "
              + at("stats"),
          ErrorCode.TYPE_MISMATCH,
          "is partitioned by [event_ts_day, driver_id_bucket], not by note");
    }
  }

  /** The bounds of every file hold nearly every key. */
  @Test
  void readsOnlyTheBucketOfAKey() {
    engine.update(
        "CREATE TABLE visits (city VARCHAR, n BIGINT) FROM DELTA "
            + at("visits")
            + " OPTIONS (partition_by = 'bucket(8, city)')");
    engine.update(
        "INSERT INTO visits VALUES "
            + IntStream.range(0, 300)
                .mapToObj(i -> "('c" + i % 100 + "', " + i + ")")
                .collect(Collectors.joining(", ")));
    assertThat(explained("SELECT n FROM visits")).contains("files=8 of 8");
    assertThat(explained("SELECT n FROM visits WHERE city = 'c50'")).contains("files=1 of 8");
    for (long i = 0; i < 100; i += 7) {
      assertThat(engine.rows("SELECT n FROM visits WHERE city IN ('c" + i + "', 'x')"))
          .containsExactlyInAnyOrder(row(i), row(i + 100), row(i + 200));
    }
  }

  /** Another engine may drop a column that our properties still name. */
  @Test
  void readsATableWhosePropertiesAreOutOfDate() throws IOException {
    engine.update(
        "CREATE TABLE visits (city VARCHAR, n BIGINT) FROM DELTA "
            + at("visits")
            + " OPTIONS (partition_by = 'bucket(8, city)', sort_by = 'n')");
    engine.update("INSERT INTO visits VALUES ('oslo', 1)");
    Path commit = directory.resolve("visits/_delta_log/00000000000000000000.json");
    String before = Files.readString(commit);
    String after = before.replace("\"pitwall.sort_by\":\"n\"", "\"pitwall.sort_by\":\"gone\"");
    assertThat(after).isNotEqualTo(before);
    Files.writeString(commit, after);
    try (DeltaEngine other = new DeltaEngine(Files.createDirectory(directory.resolve("other")))) {
      other.update("CREATE TABLE visits FROM DELTA " + at("visits"));
      assertThat(other.rows("SELECT n FROM visits WHERE city = 'oslo'")).containsExactly(row(1L));
      assertThatThrownBy(() -> other.update("INSERT INTO visits (city, n) VALUES ('bergen', 2)"))
          .hasMessageContaining("the option sort_by names the column 'gone'");
    }
  }

  private String explained(String sql) {
    return engine.rows("EXPLAIN " + sql).toString();
  }

  /** Rows that are alike in key and time come in an order that a layout must keep. */
  @Test
  void aLayoutChangesNoAnswer() {
    createView("plain", "");
    createView("laid_out", LAYOUT);
    Random random = new Random(7);
    for (int commit = 0; commit < 6; commit++) {
      StringBuilder rows = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        rows.append(i == 0 ? "" : ", ")
            .append(
                "(%d, '2024-03-0%d %02d:00:00', '%d/%d')"
                    .formatted(
                        random.nextInt(9), 1 + random.nextInt(4), random.nextInt(3), commit, i));
      }
      engine.update("INSERT INTO plain VALUES " + rows);
      engine.update("INSERT INTO laid_out VALUES " + rows);
    }
    String joined =
        "SELECT s.driver_id, s.event_ts, f.note FROM plain AS s JOIN %s FOR SYSTEM_TIME AS OF"
            + " s.event_ts AS f ON f.driver_id = s.driver_id ORDER BY 1, 2";
    List<List<Object>> answer = engine.rows(joined.formatted("plain"));
    assertThat(answer).hasSize(1_200);
    assertThat(engine.rows(joined.formatted("laid_out"))).isEqualTo(answer);
    engine.update("OPTIMIZE laid_out");
    assertThat(engine.rows(joined.formatted("laid_out"))).isEqualTo(answer);
  }

  @Test
  void addsColumns() {
    createView("stats", " OFFLINE ONLY");
    engine.update("INSERT INTO stats VALUES (1, '2024-03-01', 'a')");
    engine.update("ALTER FEATURE VIEW stats ADD COLUMN rate DOUBLE COMMENT 'of all trips'");
    engine.update("INSERT INTO stats VALUES (2, '2024-03-01', 'b', 0.5)");
    assertThat(engine.rows("SELECT driver_id, rate FROM stats ORDER BY 1"))
        .containsExactly(row(1L, null), row(2L, 0.5));
    refused(
        "SELECT COUNT(*) FROM stats FOR VERSION AS OF 1",
        ErrorCode.COLUMN_NOT_FOUND,
        "that version of stats has no column rate");
    engine.update("CREATE TABLE same FROM DELTA " + at("stats"));
    assertThat(engine.rows("SELECT rate FROM same WHERE driver_id = 2")).containsExactly(row(0.5));

    refused("ALTER FEATURE VIEW stats ADD COLUMN Rate REAL", ErrorCode.DUPLICATE_COLUMN, "already");
    refused(
        "ALTER FEATURE VIEW stats ADD COLUMN n BIGINT NOT NULL",
        ErrorCode.INVALID_STATEMENT,
        "leave that out");
    refused(
        "ALTER TABLE same ADD COLUMN n BIGINT", ErrorCode.INVALID_STATEMENT, "for feature views");
    refused("ALTER FEATURE VIEW stats ADD n BIGINT", ErrorCode.SYNTAX_ERROR, "");
  }

  @Test
  void addsAColumnThatTheTableHas() {
    createView("stats", " OFFLINE ONLY");
    engine.update(
        "CREATE FEATURE VIEW narrow (driver_id BIGINT, event_ts TIMESTAMP WITH LOCAL TIME ZONE) ENTITY driver"
            + " TIMESTAMP event_ts OFFLINE ONLY FROM DELTA "
            + at("stats"));
    engine.update("INSERT INTO stats VALUES (1, '2024-03-01', 'a')");
    refused("ALTER FEATURE VIEW narrow ADD COLUMN note BIGINT", ErrorCode.TYPE_MISMATCH, "VARCHAR");
    engine.update("ALTER FEATURE VIEW narrow ADD COLUMN NOTE VARCHAR");
    assertThat(engine.rows("SELECT note FROM narrow")).containsExactly(row("a"));
    assertThat(engine.rows("DESCRIBE HISTORY narrow")).hasSize(2);
  }

  @Test
  void aColumnThatIsAddedIsNullOnlineUntilItIsMaterialized() {
    createView("stats", " OFFLINE ONLY");
    engine.update("INSERT INTO stats VALUES (1, '2024-03-01', 'a')");
    engine.update(
        "CREATE FEATURE VIEW served (driver_id BIGINT, event_ts TIMESTAMP_LTZ) ENTITY driver"
            + " TIMESTAMP event_ts FROM DELTA "
            + at("stats"));
    engine.update("MATERIALIZE served");
    engine.update("ALTER FEATURE VIEW served ADD COLUMN note VARCHAR");
    String lookup =
        "SELECT note, \"$event_timestamp\" IS NOT NULL FROM online.served" + " WHERE driver_id = 1";
    assertThat(engine.rows(lookup)).containsExactly(row(null, true));
    engine.update("MATERIALIZE served");
    assertThat(engine.rows(lookup)).containsExactly(row("a", true));
  }

  private void createView(String name, String clauses) {
    String availability = clauses.contains("OFFLINE") ? clauses : " OFFLINE ONLY" + clauses;
    engine.update(
        "CREATE FEATURE VIEW "
            + name
            + COLUMNS
            + "ENTITY driver TIMESTAMP event_ts"
            + availability
            + " FROM DELTA "
            + at(name));
  }

  private void refused(String sql, ErrorCode code, String words, String... before) {
    for (String statement : before) {
      engine.update(statement);
    }
    assertThatThrownBy(() -> engine.update(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  private String at(String table) {
    return "'" + directory.resolve(table) + "'";
  }
}
