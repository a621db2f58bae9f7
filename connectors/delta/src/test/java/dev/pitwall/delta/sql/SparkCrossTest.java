package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables that are written here, as delta-spark reads them and writes to them. Runs where {@code
 * pitwall.test.spark} is a spark-submit with the arguments that bring delta-spark, separated by
 * spaces.
 */
@EnabledIfSystemProperty(named = SparkCrossTest.SPARK, matches = ".+")
class SparkCrossTest {
  static final String SPARK = "pitwall.test.spark";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROWS =
      "SELECT id, event_ts, flag, tiny, small, whole, single, price, city, day_of, embedding, later"
          + " FROM everything";

  @TempDir private Path directory;

  @Test
  void sparkReadsWhatIsWrittenHereAndWritesToIt() throws IOException, InterruptedException {
    try (DeltaEngine engine = new DeltaEngine(directory)) {
      String location = directory.resolve("all").toString();
      make(engine, location);
      List<JsonNode> read = spark(location, 500);
      assertThat(read.get(0).toString())
          .contains("[\"id\",\"long\"]", "[\"event_ts\",\"timestamp\"]", "[\"tiny\",\"byte\"]")
          .contains("[\"small\",\"short\"]", "[\"single\",\"float\"]", "[\"price\",\"decimal\"]")
          .contains("[\"event_ts_day\",\"date\"]", "[\"id_bucket\",\"integer\"]");
      assertThat(read.get(1).asInt()).as("files of one of 13 days").isBetween(1, 2);
      assertThat(read.get(2).asInt()).as("rows of a transaction that we committed").isZero();
      assertSameRows(read, engine.rows(ROWS + " WHERE id <> 500"));

      assertThat(engine.rows("SELECT id, event_ts, city, price FROM everything WHERE id = 500"))
          .containsExactly(row(500L, 1_714_521_600_000_001L, "spark", null));
      assertThat(engine.rows("SELECT COUNT(*) FROM everything WHERE city = 'spark'"))
          .containsExactly(row(1L));
      engine.update("INSERT INTO everything (id, event_ts) VALUES (501, '2024-05-02')");
      engine.update("OPTIMIZE everything");
      assertSameRows(spark(location, 502), engine.rows(ROWS + " WHERE id <> 502"));
      assertThat(engine.rows("SELECT id FROM everything WHERE id >= 500 ORDER BY id"))
          .containsExactly(row(500L), row(501L), row(502L));
    }
  }

  /** Every type and NULL, days and buckets, statistics, a checkpoint, rewritten files. */
  private static void make(DeltaEngine engine, String location) {
    engine.update("CREATE ENTITY driver (id BIGINT)");
    engine.update(
        "CREATE FEATURE VIEW everything (id BIGINT NOT NULL, event_ts TIMESTAMP_LTZ, flag BOOLEAN,"
            + " tiny TINYINT, small SMALLINT, whole INTEGER, single REAL, price DECIMAL(12, 3),"
            + " city VARCHAR, day_of DATE, embedding DOUBLE ARRAY) ENTITY driver TIMESTAMP event_ts"
            + " OFFLINE ONLY OPTIONS (partition_by = 'DAY(event_ts), BUCKET(2, id)',"
            + " sort_by = 'id') FROM DELTA '"
            + location
            + "'");
    for (int i = 0; i < 12; i++) {
      engine.update("SET insert_transaction = 'ours:" + i + "'");
      for (int id : new int[] {i, 100 + i}) {
        engine.update(
            ("INSERT INTO everything VALUES (%d, TIMESTAMP '2024-02-%02d 12:00:00.000007', %s, %d,"
                    + " %d, %d, CAST(%d.1 AS REAL), %s, %s, DATE '1969-12-31', ARRAY[%d, 0.1])")
                .formatted(
                    id,
                    1 + i,
                    i % 2 == 0,
                    -i,
                    -i * 1_000,
                    i,
                    i,
                    i % 3 == 0 ? "NULL" : "-1.125",
                    i % 4 == 0 ? "NULL" : "'ü/%=" + i + "'",
                    i));
        engine.update("SET insert_transaction = 'off'");
      }
    }
    engine.update("ALTER FEATURE VIEW everything ADD COLUMN later VARCHAR");
    engine.update("OPTIMIZE everything");
    engine.update("ERASE ENTITY driver (id = 3)");
    engine.update("VACUUM everything RETAIN 0 HOURS");
    engine.update("INSERT INTO everything (id, event_ts) VALUES (200, '1969-12-31 23:59:59.9')");
  }

  /**
   * Lets Spark read the table, offer a transaction that is there, and add a row.
   *
   * @param added the id of the row that it adds after it has read
   */
  private static List<JsonNode> spark(String location, int added)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Arrays.asList(System.getProperty(SPARK).split(" ")));
    Path script = Path.of("src", "test", "python", "spark_cross.py");
    command.addAll(List.of(script.toString(), location, Integer.toString(added), "ours:11"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    List<JsonNode> read = new ArrayList<>();
    for (String line : output.lines().filter(line -> line.startsWith("JSON ")).toList()) {
      read.add(JSON.readTree(line.substring("JSON ".length())));
    }
    return read;
  }

  private static void assertSameRows(List<JsonNode> read, List<List<Object>> ours) {
    List<String> columns = new ArrayList<>();
    read.get(0).forEach(column -> columns.add(column.get(0).asText()));
    List<List<Object>> theirs = new ArrayList<>();
    for (JsonNode values : read.subList(3, read.size())) {
      List<Object> kept = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        if (!columns.get(i).matches(".*_(bucket|day)")) {
          kept.add(CrossReadingTest.value(values.get(i)));
        }
      }
      theirs.add(kept);
    }
    assertThat(theirs)
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(ours.stream().map(CrossReadingTest::plain).toList());
  }
}
