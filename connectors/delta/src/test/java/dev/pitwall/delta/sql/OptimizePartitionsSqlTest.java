package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OPTIMIZE of some partitions only. */
class OptimizePartitionsSqlTest {
  @TempDir private Path directory;
  private DeltaEngine engine;

  @BeforeEach
  void open() {
    engine = new DeltaEngine(directory);
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update(
        "CREATE FEATURE VIEW stats (driver_id BIGINT, event_ts TIMESTAMP_LTZ, note VARCHAR)"
            + " ENTITY driver TIMESTAMP event_ts OFFLINE ONLY"
            + " OPTIONS (partition_by = 'DAY(event_ts), BUCKET(2, driver_id)') FROM DELTA "
            + at("stats"));
    for (int commit = 0; commit < 3; commit++) {
      engine.update(
          "INSERT INTO stats SELECT id, TIMESTAMP '2024-03-01 00:00:00' + n * INTERVAL '1' DAY, '"
              + commit
              + "' FROM (VALUES 0, 1, 2, 3, 4, 5, 6, 7) AS d (id), (VALUES 0, 1, 2) AS t (n)");
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void rewritesTheFilesOfThePartitionsOnly() {
    List<List<Object>> before = all();
    assertThat(before).hasSize(72);
    assertThat(engine.rows("OPTIMIZE stats WHERE event_ts_day = DATE '2024-03-02'"))
        .containsExactly(row("features.stats", 4L, 6L, 2L));
    assertThat(engine.rows("OPTIMIZE stats WHERE event_ts_day = '2024-03-02'"))
        .containsExactly(row("features.stats", null, 0L, 0L));
    assertThat(
            engine.rows(
                "OPTIMIZE stats ZORDER BY (driver_id, event_ts)"
                    + " WHERE event_ts_day < DATE '2024-03-01' + INTERVAL '1' DAY"
                    + " AND NOT driver_id_bucket <> 1"))
        .containsExactly(row("features.stats", 5L, 3L, 1L));
    assertThat(engine.rows("OPTIMIZE features.stats WHERE stats.Driver_Id_Bucket IN (0, 7)"))
        .containsExactly(row("features.stats", 6L, 6L, 2L));
    assertThat(engine.rows("OPTIMIZE stats WHERE event_ts_day IS NULL"))
        .containsExactly(row("features.stats", null, 0L, 0L));
    assertThat(engine.rows("OPTIMIZE stats WHERE event_ts_day IS NOT NULL ZORDER BY (driver_id)"))
        .containsExactly(row("features.stats", 7L, 8L, 6L));
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void takesPartitionColumnsThatOthersChose() {
    engine.update(
        "CREATE TABLE trips (city VARCHAR, fare DOUBLE) FROM DELTA "
            + at("trips")
            + " OPTIONS (partition_by = 'city')");
    for (String city : List.of("'Oslo'", "'Oslo'", "'Rome'", "'Rome'", "NULL", "NULL")) {
      engine.update("INSERT INTO trips VALUES (" + city + ", 2)");
    }
    assertThat(engine.rows("OPTIMIZE trips WHERE UPPER(city) LIKE 'R%' OR city IS NULL"))
        .containsExactly(row("lake.trips", 7L, 4L, 2L));
    assertThat(engine.rows("OPTIMIZE trips")).containsExactly(row("lake.trips", 8L, 2L, 1L));
    assertThat(engine.rows("SELECT COUNT(*), SUM(fare) FROM trips")).containsExactly(row(6L, 12.0));
    engine.update(
        "CREATE TABLE odd (\"$partition\" VARCHAR, n BIGINT) FROM DELTA "
            + at("odd")
            + " OPTIONS (partition_by = '$partition')");
    engine.update("INSERT INTO odd VALUES ('a', 1)");
    engine.update("INSERT INTO odd VALUES ('a', 2), ('b', 3)");
    assertThat(engine.rows("OPTIMIZE odd WHERE \"$partition\" = 'a'"))
        .containsExactly(row("lake.odd", 3L, 2L, 1L));
  }

  @Test
  void refusesWhatPartitionsDoNotTell() {
    refused(
        "OPTIMIZE stats WHERE driver_id = 1",
        "stats is not partitioned by driver_id; name event_ts_day or driver_id_bucket");
    refused("OPTIMIZE stats WHERE event_ts_dai = 1", "did you mean event_ts_day?");
    refused("OPTIMIZE stats WHERE \"$partition\" = 1", "is not partitioned by $partition");
    engine.update("CREATE TABLE labels (id BIGINT) FROM DELTA " + at("labels"));
    refused("OPTIMIZE labels WHERE id = 1", "labels is not partitioned; leave WHERE out");
    assertThatThrownBy(
            () -> engine.rows("OPTIMIZE stats WHERE driver_id_bucket = DATE '2024-01-01'"))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code().category()).isEqualTo(ErrorCode.TYPE_MISMATCH.category()));
    assertThat(engine.rows("DESCRIBE HISTORY stats")).hasSize(4);
  }

  private void refused(String sql, String... words) {
    assertThatThrownBy(() -> engine.rows(sql))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATEMENT);
              assertThat(e.userMessage())
                  .startsWith("line 1, column " + (sql.indexOf("WHERE ") + "WHERE ".length() + 1));
            })
        .hasMessageContainingAll(words);
  }

  private List<List<Object>> all() {
    return engine.rows("SELECT driver_id, event_ts, note FROM stats ORDER BY 1, 2, 3");
  }

  private String at(String table) {
    return "'" + directory.resolve(table) + "'";
  }
}
