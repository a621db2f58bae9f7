package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INSERT into real Delta tables. */
class InsertDeltaSqlTest {
  private static final long DAY = 86_400_000_000L;
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("city", Fields.VARCHAR),
          Fields.of("price", Fields.decimal(12, 2)),
          Fields.list("embedding", Fields.REAL));

  @TempDir private Path directory;
  private DeltaEngine engine;
  private String stats;

  @BeforeEach
  void open() {
    engine = new DeltaEngine(directory);
    stats =
        engine.table(
            "stats",
            STATS,
            List.of("city"),
            LongStream.range(0, 100_000)
                .mapToObj(k -> row(k, k * DAY / 1_000, "c" + k % 3, null, null))
                .toList());
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update(
        "CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA '" + stats + "'");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void writesEveryType() {
    engine.update(
        "INSERT INTO stats VALUES (-1, '2024-02-29 12:00:00.123456', 'oslo', 12.5, ARRAY[1, 0.5]),"
            + " (-2, '2024-02-29 12:00:00+01:00', NULL, NULL, NULL)");

    assertThat(engine.rows("SELECT * FROM stats WHERE driver_id < 0 ORDER BY driver_id DESC"))
        .containsExactly(
            row(-1, 1_709_208_000_123_456L, "oslo", new BigDecimal("12.50"), List.of(1.0, 0.5)),
            row(-2, 1_709_204_400_000_000L, null, null, null));
  }

  @Test
  void makesOneVersionOfEachInsert() throws IOException {
    assertThat(
            engine.update(
                "INSERT INTO stats SELECT -driver_id - 1, event_ts, city, price, embedding FROM stats"))
        .isEqualTo(100_000);
    IntStream.range(0, 12)
        .forEach(
            i -> engine.update("INSERT INTO stats (driver_id, event_ts) VALUES (1, '2024-01-01')"));
    engine.update("INSERT INTO stats SELECT * FROM stats WHERE city = 'nowhere'");

    assertThat(engine.rows("SELECT COUNT(*), MIN(driver_id) FROM stats"))
        .containsExactly(row(200_012, -100_000));
    assertThat(DeltaEngine.files(stats))
        .filteredOn(name -> name.endsWith(".json"))
        .hasSize(14)
        .last()
        .isEqualTo("_delta_log/00000000000000000013.json");
  }

  @Test
  void saysWhatAllRunsOfABatchRead() {
    long once = rowsReadFor(List.of(row(1L)));
    assertThat(once).isPositive();
    long withTheRowThatCame = once + 1;
    assertThat(rowsReadFor(List.of(row(1L), row(1L), row(1L)))).isEqualTo(3 * withTheRowThatCame);
  }

  private long rowsReadFor(List<List<Object>> drivers) {
    PreparedQuery insert =
        engine
            .engine()
            .prepare(
                engine.session(),
                "INSERT INTO stats (driver_id, event_ts) SELECT -driver_id, event_ts FROM stats"
                    + " WHERE driver_id = ?");
    Schema sent = Fields.schema(Fields.of("driver_id", Fields.BIGINT));
    try (VectorSchemaRoot rows = Batches.of(engine.engine().allocator(), sent, drivers)) {
      assertThat(insert.update(insert.bind(rows))).isEqualTo(drivers.size());
    }
    return engine.engine().runs().get(0).progress().rowsRead();
  }

  @Test
  void takesTheRowsOfATransactionOnce() throws IOException {
    String insert = "INSERT INTO stats (driver_id, event_ts) VALUES (-7, '2024-01-01')";
    engine.update("SET insert_transaction = 'nightly:17'");
    assertThat(engine.update(insert)).isEqualTo(1);
    List<String> once = DeltaEngine.files(stats);
    assertThat(engine.update(insert)).isZero();
    engine.update("SET insert_transaction = 'nightly:16'");
    assertThat(engine.update(insert)).isZero();
    assertThat(DeltaEngine.files(stats)).isEqualTo(once);
    engine.update("SET insert_transaction = 'nightly:18'");
    assertThat(engine.update(insert)).isEqualTo(1);
    engine.update("SET insert_transaction = 'off'");
    assertThat(engine.update(insert)).isEqualTo(1);
    assertThat(engine.rows("SELECT COUNT(*) FROM stats WHERE driver_id = -7"))
        .containsExactly(row(3L));
    assertThatThrownBy(() -> engine.update("SET insert_transaction = 'nightly'"))
        .hasMessageContaining("such as 'nightly:17'");
  }

  @Test
  void removesWhatItWroteWhenItFails() throws IOException {
    List<String> before = DeltaEngine.files(stats);

    assertThatThrownBy(
            () ->
                engine.update(
                    "INSERT INTO stats (driver_id, event_ts, city, price)"
                        + " SELECT driver_id, event_ts, city, 1 / (99990 - driver_id) FROM stats"))
        .hasMessageContaining("division by zero");
    assertThatThrownBy(
            () ->
                engine.update(
                    "INSERT INTO stats (driver_id, event_ts) SELECT NULLIF(driver_id, 99999),"
                        + " event_ts FROM stats"))
        .hasMessageContaining("no value for driver_id, the join key of feature view stats");

    assertThat(DeltaEngine.files(stats)).isEqualTo(before);
  }

  /** The log says of a long text how it begins, and files are left out by that. */
  @Test
  void recordsHowLongTextsBegin() throws IOException {
    engine.update(
        "CREATE TABLE notes (id BIGINT, note VARCHAR) FROM DELTA '"
            + directory.resolve("notes")
            + "'");
    engine.update("INSERT INTO notes SELECT 1, REPEAT('x', 1000000)");
    engine.update("INSERT INTO notes SELECT 2, REPEAT(_UTF8'\ud7ff', 100)");
    assertThat(directory.resolve("notes/_delta_log/00000000000000000001.json").toFile().length())
        .isLessThan(2_000);
    assertThat(engine.rows("SELECT id FROM notes WHERE note > REPEAT('x', 40)")).hasSize(2);
    assertThat(engine.rows("SELECT id FROM notes WHERE note = REPEAT('x', 1000000)")).hasSize(1);
    assertThat(engine.rows("EXPLAIN SELECT id FROM notes WHERE note > 'xxxy'").toString())
        .contains("files=1 of 2");
  }

  /** delta-rs fails at a table whose bounds have such years. */
  @Test
  void recordsNoYearsWithASign() throws IOException {
    engine.update(
        "CREATE TABLE days (day_of DATE, at_ts TIMESTAMP_LTZ) FROM DELTA '"
            + directory.resolve("days")
            + "'");
    engine.update(
        "INSERT INTO days SELECT DATE '9999-12-31' + n * INTERVAL '1' DAY, TIMESTAMP '0001-01-01"
            + " 00:00:00' - n * INTERVAL '366' DAY(3) FROM (VALUES 0, 1) AS t (n)");
    assertThat(Files.readString(directory.resolve("days/_delta_log/00000000000000000001.json")))
        .contains("\\\"day_of\\\":\\\"9999-12-31\\\"", "\\\"at_ts\\\":\\\"0001-01-01T00:00:00Z\\\"")
        .doesNotContain("+10000", "\\\"-0");
    assertThat(engine.rows("SELECT COUNT(*) FROM days WHERE day_of > DATE '9999-12-31'"))
        .containsExactly(row(1L));
    assertThat(
            engine.rows("SELECT COUNT(*) FROM days WHERE at_ts < TIMESTAMP '0001-01-01 00:00:00'"))
        .containsExactly(row(1L));
  }

  /** To other readers of the table it would be NULL. */
  @Test
  void refusesAnEmptyTextThatWouldPartition() throws IOException {
    List<String> before = DeltaEngine.files(stats);
    assertThatThrownBy(
            () -> engine.update("INSERT INTO stats VALUES (1, '2024-01-01', '', NULL, NULL)"))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_VALUE))
        .hasMessageContaining("an empty text for city, by which the table is partitioned");
    assertThat(DeltaEngine.files(stats)).isEqualTo(before);
  }

  @Test
  void refusesATableWithConditionsOfOthers() throws IOException {
    Path log = Path.of(stats, "_delta_log/00000000000000000000.json");
    String none = "\\\"metadata\\\":{}";
    String condition =
        "\\\"metadata\\\":{\\\"delta.invariants\\\":\\\"{\\\\\\\"expression\\\\\\\":{\\\\\\\"expression\\\\\\\":\\\\\\\"price > 0\\\\\\\"}}\\\"}";
    String before = Files.readString(log);
    int price = before.indexOf("\\\"price\\\"");
    Files.writeString(
        log,
        before.substring(0, price)
            + before
                .substring(price)
                .replaceFirst(Pattern.quote(none), Matcher.quoteReplacement(condition)));
    try (DeltaEngine other = new DeltaEngine(directory.resolve("other"))) {
      other.update("CREATE TABLE stats FROM DELTA '" + stats + "'");
      assertThat(other.rows("SELECT COUNT(*) FROM stats")).containsExactly(row(100_000L));
      assertThatThrownBy(() -> other.update("INSERT INTO stats SELECT * FROM stats"))
          .hasMessageContaining("its writers have to know invariants");
    }
  }
}
