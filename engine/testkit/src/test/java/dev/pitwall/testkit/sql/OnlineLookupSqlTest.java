package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lookups in the online store, as SQL spells them. */
class OnlineLookupSqlTest {
  private static final long HOUR = 3_600_000_000L;

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update("CREATE ENTITY seat (train VARCHAR, place INTEGER)");
    engine.update("CREATE ENTITY everything ()");
    long now = System.currentTimeMillis() * 1_000;
    view(
        "stats",
        "driver",
        List.of(row(1L, now - HOUR, 0.1, "oslo"), row(2L, now - 3 * HOUR, 0.2, "bergen")),
        Fields.of("driver_id", Fields.BIGINT));
    view(
        "profile",
        "driver",
        List.of(row(1L, now - HOUR, 7.0, "anna"), row(3L, now - HOUR, null, null)),
        Fields.of("driver_id", Fields.BIGINT));
    view(
        "seats",
        "seat",
        List.of(row("R1", 11, now - HOUR, 1.0, "window"), row("R11", 1, now - HOUR, 2.0, "aisle")),
        Fields.of("train", Fields.VARCHAR),
        Fields.of("place", Fields.INTEGER));
    view("weather", "everything", List.of(row(now - HOUR, 21.5, "sunny")));
    engine.update("MATERIALIZE stats, profile, seats, weather");
    engine.table(
        "trips",
        Fields.schema(
            Fields.of("trip", Fields.BIGINT),
            Fields.of("driver_id", Fields.INTEGER),
            Fields.of("train", Fields.VARCHAR),
            Fields.of("place", Fields.BIGINT)),
        List.of(
            row(1L, 1, "R1", 11L),
            row(2L, 2, "R11", 1L),
            row(3L, null, "R1", 4_294_967_307L),
            row(4L, 4, null, 11L)));
    engine.update("CREATE TABLE trips FROM DELTA 'trips'");
  }

  private void view(String name, String entity, List<List<Object>> rows, Field... keys) {
    List<Field> fields = new ArrayList<>(List.of(keys));
    fields.add(Fields.of("event_ts", Fields.TIMESTAMP));
    fields.add(Fields.of("score", Fields.DOUBLE));
    fields.add(Fields.of("note", Fields.VARCHAR));
    engine.table(name, new Schema(fields), rows);
    engine.update(
        "CREATE FEATURE VIEW "
            + name
            + " ENTITY "
            + entity
            + " TIMESTAMP event_ts TTL INTERVAL '2' HOUR FROM DELTA '"
            + name
            + "'");
  }

  @Test
  void tellsWhatWasFoundOfEachKey() {
    assertThat(
            engine.rows(
                "SELECT driver_id, note, \"$status\" FROM online.stats"
                    + " WHERE driver_id IN (1, 2, 3) ORDER BY driver_id"))
        .containsExactly(
            row(1, "oslo", "PRESENT"), row(2, null, "OUTSIDE_MAX_AGE"), row(3, null, "NOT_FOUND"));
    assertThat(engine.rows("SELECT score, \"$status\" FROM online.profile WHERE driver_id = 3"))
        .containsExactly(row(null, "NULL_VALUE"));
    assertThat(
            engine.rows(
                "SELECT COUNT(\"$event_timestamp\") FROM online.stats WHERE driver_id IN (1, 2, 3)"))
        .containsExactly(row(2));
  }

  @Test
  void tellsTheStatusOfTheWholeRowWhenNoFeatureIsAskedFor() {
    assertThat(
            engine.rows(
                "SELECT driver_id, \"$status\" FROM online.profile"
                    + " WHERE driver_id IN (1, 2, 3) ORDER BY driver_id"))
        .containsExactly(row(1, "PRESENT"), row(2, "NOT_FOUND"), row(3, "NULL_VALUE"));
  }

  @Test
  void asksForTheFeaturesUsedOnly() {
    assertThat(engine.plan("SELECT note FROM online.stats WHERE driver_id = 1"))
        .anySatisfy(
            line ->
                assertThat(line).contains("OnlineLookup [stats=keys(driver_id), features(note)]"));
  }

  @Test
  void comparesCompositeKeysPartByPart() {
    assertThat(
            engine.rows(
                "SELECT note FROM online.seats"
                    + " WHERE (train = 'R1' AND place = 11) OR (train = 'R11' AND place = 1)"
                    + " ORDER BY note"))
        .containsExactly(row("aisle"), row("window"));
    assertThat(
            engine.rows(
                "SELECT train, place, note FROM online.seats"
                    + " WHERE train IN ('R1', 'R11') AND place IN (1, 11) AND note IS NOT NULL"
                    + " ORDER BY train"))
        .containsExactly(row("R1", 11, "window"), row("R11", 1, "aisle"));
  }

  @Test
  void joinsMoreKeysThanAreAskedForAtOnceInTheOrderOfTheInput() {
    List<List<Object>> expected = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 1_300; i++) {
      int key = i % 7;
      keys.add("(" + i + ", " + key + ")");
      String status = key == 1 ? "PRESENT" : key == 2 ? "OUTSIDE_MAX_AGE" : "NOT_FOUND";
      expected.add(row(i, key == 1 ? "oslo" : null, status));
    }
    assertThat(
            engine.rows(
                "SELECT k.place, o.note, o.\"$status\" FROM (VALUES "
                    + String.join(", ", keys)
                    + ") AS k (place, driver_id)"
                    + " LEFT JOIN online.stats o ON o.driver_id = k.driver_id"))
        .isEqualTo(expected);
  }

  @Test
  void looksThousandsOfKeysUp() {
    String ids =
        LongStream.range(0, 3_000).mapToObj(Long::toString).collect(Collectors.joining(", "));
    assertThat(
            engine.rows(
                "SELECT COUNT(*), COUNT(note) FROM online.stats WHERE driver_id IN (" + ids + ")"))
        .containsExactly(row(3_000, 1));
  }

  @Test
  void joinsByKeysOfAnotherIntegerType() {
    assertThat(
            engine.rows(
                "SELECT t.trip, o.note, o.\"$status\" FROM trips t"
                    + " LEFT JOIN online.stats o ON o.driver_id = t.driver_id ORDER BY t.trip"))
        .containsExactly(
            row(1, "oslo", "PRESENT"),
            row(2, null, "OUTSIDE_MAX_AGE"),
            row(3, null, "NOT_FOUND"),
            row(4, null, "NOT_FOUND"));
    assertThat(
            engine.rows(
                "SELECT t.trip, o.note FROM trips t"
                    + " JOIN online.seats o ON o.train = t.train AND o.place = t.place"
                    + " ORDER BY t.trip"))
        .containsExactly(row(1, "window"), row(2, "aisle"));
  }

  @Test
  void looksUpByDecimalsOfOtherScalesAndByTruth() {
    long hourAgo = System.currentTimeMillis() * 1_000 - HOUR;
    BigDecimal amount = new BigDecimal("1.50");
    engine.update("CREATE ENTITY price (amount DECIMAL(10, 2), is_net BOOLEAN)");
    view(
        "prices",
        "price",
        List.of(row(amount, true, hourAgo, 1.0, "net"), row(amount, false, hourAgo, 2.0, "gross")),
        Fields.of("amount", Fields.decimal(10, 2)),
        Fields.of("is_net", Fields.BOOLEAN));
    engine.update("MATERIALIZE prices");
    String where = "SELECT note FROM online.prices WHERE ";
    assertThat(engine.rows(where + "amount = 1.5 AND is_net")).containsExactly(row("net"));
    assertThat(engine.rows(where + "amount = 1.500 AND is_net = FALSE"))
        .containsExactly(row("gross"));
    assertThat(
            engine.rows(
                where
                    + "amount IN (1.5, 1.501, 12345678901) AND is_net IN (TRUE, FALSE)"
                    + " AND note IS NOT NULL ORDER BY note"))
        .containsExactly(row("gross"), row("net"));
    assertThat(
            engine.rows(
                "SELECT CAST(a.amount AS DOUBLE), p.note"
                    + " FROM (VALUES (1.5), (1.500001), (123456789012.0)) AS a (amount)"
                    + " LEFT JOIN online.prices p ON p.amount = a.amount AND p.is_net"
                    + " ORDER BY a.amount"))
        .containsExactly(row(1.5, "net"), row(1.500001, null), row(123456789012.0, null));
  }

  @Test
  void joinsFromEitherSideAndThroughASubQuery() {
    assertThat(
            engine.rows(
                "SELECT t.trip, o.note FROM online.stats o"
                    + " JOIN trips t ON t.driver_id = o.driver_id ORDER BY t.trip"))
        .containsExactly(row(1, "oslo"), row(2, null), row(4, null));
    assertThat(
            engine.rows(
                "SELECT t.trip, o.note FROM online.stats o"
                    + " RIGHT JOIN trips t ON t.driver_id = o.driver_id ORDER BY t.trip"))
        .containsExactly(row(1, "oslo"), row(2, null), row(3, null), row(4, null));
    assertThat(
            engine.rows(
                "SELECT t.trip, o.shout FROM trips t LEFT JOIN"
                    + " (SELECT driver_id AS id, UPPER(note) AS shout FROM online.stats) o"
                    + " ON o.id = t.driver_id ORDER BY t.trip"))
        .containsExactly(row(1, "OSLO"), row(2, null), row(3, null), row(4, null));
    assertThat(
            engine.rows(
                "SELECT note FROM online.stats"
                    + " WHERE driver_id IN (SELECT driver_id FROM trips WHERE trip = 1)"))
        .containsExactly(row("oslo"));
  }

  @Test
  void testsOtherConditionsOnTheRowsFound() {
    assertThat(
            engine.rows(
                "SELECT t.trip, o.note FROM trips t JOIN online.stats o"
                    + " ON o.driver_id = t.driver_id WHERE o.note = 'oslo' ORDER BY t.trip"))
        .containsExactly(row(1, "oslo"));
    assertThat(
            engine.rows(
                "SELECT t.trip, o.driver_id, o.\"$status\" FROM trips t LEFT JOIN online.stats o"
                    + " ON o.driver_id = t.driver_id AND o.\"$status\" = 'PRESENT'"
                    + " ORDER BY t.trip"))
        .containsExactly(
            row(1, 1, "PRESENT"), row(2, null, null), row(3, null, null), row(4, null, null));
  }

  @Test
  void looksSeveralViewsUpTogether() {
    String query =
        "SELECT t.trip, a.note, b.note FROM"
            + " (SELECT trip, CAST(driver_id AS BIGINT) AS id FROM trips) t"
            + " JOIN online.stats a ON a.driver_id = t.id"
            + " LEFT JOIN online.profile b ON b.driver_id = t.id ORDER BY t.trip";
    assertThat(engine.rows(query))
        .containsExactly(row(1, "oslo", "anna"), row(2, null, null), row(4, null, null));
    assertThat(engine.plan(query).stream().filter(line -> line.contains("OnlineLookup")))
        .singleElement()
        .asString()
        .contains("stats=", "profile=");
  }

  @Test
  void looksUpByWhatAnotherLookupFound() {
    assertThat(
            engine.rows(
                "SELECT a.note, b.note FROM online.profile a JOIN online.stats b"
                    + " ON b.driver_id = CAST(a.score AS BIGINT) - 6 WHERE a.driver_id = 1"))
        .containsExactly(row("anna", "oslo"));
  }

  @Test
  void looksUpTheOneRowOfAViewWithoutKeys() {
    assertThat(engine.rows("SELECT note, \"$status\" FROM online.weather"))
        .containsExactly(row("sunny", "PRESENT"));
    assertThat(
            engine.rows(
                "SELECT t.trip, w.note FROM trips t CROSS JOIN online.weather w ORDER BY t.trip"))
        .containsExactly(row(1, "sunny"), row(2, "sunny"), row(3, "sunny"), row(4, "sunny"));
    assertThat(engine.rows("SELECT note FROM online.weather WHERE score > 30")).isEmpty();
  }

  @Test
  void refusesToReadATableWhole() {
    for (String query :
        List.of(
            "SELECT * FROM online.stats",
            "SELECT * FROM online.stats WHERE score > 0.1",
            "SELECT * FROM online.seats WHERE train = 'R1'",
            "SELECT * FROM trips t JOIN online.seats o ON o.train = t.train",
            "SELECT * FROM online.stats a FULL JOIN trips t ON t.driver_id = a.driver_id")) {
      assertThatThrownBy(() -> engine.rows(query))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.ONLINE_SCAN_REFUSED))
          .hasMessageContaining("SET online_scan = 'on'");
    }
    engine.update("SET online_scan = 'on'");
    assertThat(engine.rows("SELECT driver_id FROM online.stats ORDER BY driver_id"))
        .containsExactly(row(1), row(2));
    assertThat(engine.rows("SELECT driver_id, \"$status\" FROM online.profile ORDER BY driver_id"))
        .containsExactly(row(1, "PRESENT"), row(3, "NULL_VALUE"));
  }

  @Test
  void refusesFeaturesWithTheNamesOfItsOwnColumns() {
    for (String name : List.of("$status", "$EVENT_timestamp")) {
      assertThatThrownBy(
              () ->
                  view(
                      "odd" + name.length(), // another table
                      "driver",
                      List.of(),
                      Fields.of("driver_id", Fields.BIGINT),
                      Fields.of(name, Fields.VARCHAR)))
          .isInstanceOfSatisfying(
              PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
          .hasMessageContaining("OFFLINE ONLY");
    }
  }

  @Test
  void looksParametersUpEachKeyOnce() {
    String sql =
        "SELECT driver_id, note, \"$status\" FROM online.stats"
            + " WHERE driver_id IN (?, ?, 3) ORDER BY driver_id";
    Schema sent = Fields.schema(Fields.of("", Fields.BIGINT), Fields.of("", Fields.BIGINT));
    assertThat(engine.rows(sql, sent, 1L, 2L))
        .containsExactly(
            row(1, "oslo", "PRESENT"), row(2, null, "OUTSIDE_MAX_AGE"), row(3, null, "NOT_FOUND"));
    assertThat(engine.rows(sql, sent, 1L, 1L))
        .containsExactly(row(1, "oslo", "PRESENT"), row(3, null, "NOT_FOUND"));
    assertThat(engine.rows(sql, sent, null, 7L))
        .containsExactly(row(3, null, "NOT_FOUND"), row(7, null, "NOT_FOUND"));
    assertIsLookup("SELECT note FROM online.stats WHERE driver_id = ?");
    assertIsLookup(sql);
  }

  @Test
  void looksUpComputedParametersAndThoseOfOtherIntegerTypes() {
    Schema bigint = Fields.schema(Fields.of("", Fields.BIGINT));
    String added = "SELECT note FROM online.stats WHERE driver_id = ? + 1";
    assertThat(engine.rows(added, bigint, 0L)).containsExactly(row("oslo"));
    assertIsLookup(added);
    String narrow =
        "SELECT note FROM online.seats WHERE train = 'R1' AND place = CAST(? AS BIGINT)";
    assertThat(engine.rows(narrow, bigint, 11L)).containsExactly(row("window"));
    assertThat(engine.rows(narrow, bigint, 4_294_967_307L)).isEmpty();
    assertIsLookup(narrow);
    String wide = "SELECT note FROM online.stats WHERE driver_id = CAST(? AS SMALLINT)";
    assertThat(engine.rows(wide, Fields.schema(Fields.of("", Fields.SMALLINT)), (short) 1))
        .containsExactly(row("oslo"));
    assertThat(
            engine.rows("SELECT note FROM online.seats WHERE train = 'R1' AND place = 4294967307"))
        .isEmpty();
  }

  @Test
  void looksParametersOfCompositeKeysUp() {
    String sql =
        "SELECT train, place, note FROM online.seats"
            + " WHERE (train = ? AND place = ?) OR (train = ? AND place = ?) ORDER BY train";
    Field train = Fields.of("", Fields.VARCHAR);
    Field place = Fields.of("", Fields.INTEGER);
    assertThat(engine.rows(sql, Fields.schema(train, place, train, place), "R1", 11, "R11", 1))
        .containsExactly(row("R1", 11, "window"), row("R11", 1, "aisle"));
    assertThat(engine.rows(sql, Fields.schema(train, place, train, place), "R1", 11, "R1", 11))
        .containsExactly(row("R1", 11, "window"));
    assertIsLookup(sql);
    String contradicting =
        "SELECT place FROM online.seats WHERE train = ? AND train = ? AND place = 1";
    assertThat(engine.rows(contradicting, Fields.schema(train, train), "R1", "R11")).isEmpty();
    assertThat(engine.rows(contradicting, Fields.schema(train, train), "R11", "R11"))
        .containsExactly(row(1));
  }

  @Test
  void joinsRowsOfParametersAndAList() {
    String views =
        " AS k (driver_id) LEFT JOIN online.stats a ON a.driver_id = k.driver_id"
            + " LEFT JOIN online.profile b ON b.driver_id = k.driver_id ORDER BY k.driver_id";
    String rows =
        "SELECT k.driver_id, a.note, b.note FROM"
            + " (VALUES (CAST(? AS BIGINT)), (CAST(? AS BIGINT)), (CAST(? AS BIGINT)))"
            + views;
    Field key = Fields.of("", Fields.BIGINT);
    assertThat(engine.rows(rows, Fields.schema(key, key, key), 1L, 1L, 3L))
        .containsExactly(row(1, "oslo", "anna"), row(1, "oslo", "anna"), row(3, null, null));
    assertIsLookup(rows);
    String list = "SELECT k.driver_id, a.note, b.note FROM UNNEST(CAST(? AS BIGINT ARRAY))" + views;
    assertThat(
            engine.rows(list, Fields.schema(Fields.list("", Fields.BIGINT)), List.of(3L, 1L, 8L)))
        .containsExactly(row(1, "oslo", "anna"), row(3, null, null), row(8, null, null));
    assertIsLookup(list);
  }

  /** One lookup of keys that the plan does not hold, over nothing but those keys. */
  private void assertIsLookup(String sql) {
    List<String> plan = engine.plan(sql);
    assertThat(plan.stream().filter(line -> line.contains("OnlineLookup"))).hasSize(1);
    assertThat(plan.stream().filter(line -> line.contains("Source")))
        .singleElement()
        .asString()
        .contains("table=values");
    assertThat(plan).noneMatch(line -> line.contains("Enumerable") || line.contains("Scan"));
  }
}
