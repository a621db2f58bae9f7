package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.delta.table.DeltaRs;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are written here, as delta-rs reads them. */
class CrossReadingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  /** Every type and NULL, partitions of odd names, a checkpoint, a new column, rewritten files. */
  @Test
  void deltaRsReadsWhatIsWrittenHere() throws IOException, InterruptedException {
    try (DeltaEngine engine = new DeltaEngine(directory)) {
      String location = directory.resolve("all").toString();
      engine.update("CREATE ENTITY driver (id BIGINT)");
      engine.update(
          "CREATE FEATURE VIEW everything (id BIGINT NOT NULL, event_ts TIMESTAMP_LTZ, flag BOOLEAN,"
              + " tiny TINYINT, small SMALLINT, whole INTEGER, single REAL, price DECIMAL(12, 3),"
              + " city VARCHAR, day_of DATE, embedding DOUBLE ARRAY) ENTITY driver TIMESTAMP event_ts"
              + " OFFLINE ONLY OPTIONS (partition_by = 'city, BUCKET(2, id)', sort_by = 'id') FROM DELTA '"
              + location
              + "'");
      fill(engine);
      engine.update("ALTER FEATURE VIEW everything ADD COLUMN later VARCHAR");
      engine.update(
          "INSERT INTO everything VALUES (100, '1969-12-31 23:59:59.999999', NULL, NULL, NULL, NULL,"
              + " NULL, NULL, NULL, NULL, NULL, 'ü \"x\"')");
      sameRows(engine, location, "");
      engine.update("OPTIMIZE everything");
      engine.update("ERASE ENTITY driver (id = 3)");
      engine.update("VACUUM everything RETAIN 0 HOURS");
      sameRows(engine, location, "7");
      assertThat(engine.rows("SELECT COUNT(*) FROM everything WHERE id = 7"))
          .containsExactly(row(2L));
      engine.update("INSERT INTO everything (id, event_ts) VALUES (200, '2024-01-01')");
      sameRows(engine, location, "");
    }
  }

  private static void fill(DeltaEngine engine) {
    List<String> cities = List.of("'a b/c=%'", "'ü'", "NULL", "'plain'");
    for (int i = 0; i < 12; i++) {
      engine.update(
          "INSERT INTO everything VALUES (%d, TIMESTAMP '2024-02-29 12:00:00.%06d', %s, %d, %d, %d, %s, %s, %s, DATE '2024-02-%02d', ARRAY[%d, 0.1])"
              .formatted(
                  i,
                  i,
                  i % 2 == 0,
                  i - 6,
                  -i * 1_000,
                  i * 100_000_000,
                  "CAST(" + i + ".1 AS REAL)",
                  i % 3 == 0 ? "NULL" : "-" + i + ".125",
                  cities.get(i % 4),
                  1 + i,
                  i));
    }
  }

  /**
   * Compares.
   *
   * @param again the id of a row that the other one appends; empty for none
   */
  private static void sameRows(DeltaEngine engine, String location, String again)
      throws IOException, InterruptedException {
    List<List<Object>> ours =
        engine.rows("SELECT * FROM everything").stream().map(CrossReadingTest::plain).toList();
    List<String> lines = DeltaRs.run("read.py", location, again).lines().toList();
    List<String> columns = new ArrayList<>();
    JSON.readTree(lines.get(0)).forEach(column -> columns.add(column.get(0).asText()));
    assertThat(JSON.readTree(lines.get(0)).toString())
        .contains(
            "[\"id\",\"long\"]",
            "[\"event_ts\",\"timestamp\"]",
            "[\"tiny\",\"byte\"]",
            "[\"small\",\"short\"]",
            "[\"single\",\"float\"]",
            "decimal(12",
            "[\"day_of\",\"date\"]");
    List<List<Object>> theirs = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      JsonNode read = JSON.readTree(line);
      List<Object> values = new ArrayList<>();
      for (String column : columns) {
        if (!column.endsWith("_bucket")) {
          values.add(value(read.get(column)));
        }
      }
      theirs.add(values);
    }
    assertThat(theirs).hasSizeGreaterThan(10).containsExactlyInAnyOrderElementsOf(ours);
  }

  static Object value(JsonNode node) {
    if (node.isArray()) {
      List<Object> values = new ArrayList<>();
      node.forEach(each -> values.add(value(each)));
      return values;
    } else if (node.isIntegralNumber()) {
      return node.longValue();
    } else if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isBoolean() ? node.booleanValue() : node.isNull() ? null : node.textValue();
  }

  static List<Object> plain(List<Object> row) {
    List<Object> values = new ArrayList<>();
    for (Object value : row) {
      if (value instanceof BigDecimal decimal) {
        values.add(decimal.toPlainString());
      } else if (value instanceof byte[] bytes) {
        values.add(HexFormat.of().formatHex(bytes));
      } else if (value instanceof Float single) {
        values.add((double) single);
      } else if (value instanceof Number number && !(value instanceof Double)) {
        values.add(number.longValue());
      } else {
        values.add(value);
      }
    }
    return values;
  }
}
