package dev.pitwall.examples.python;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.batch.Bytes;
import dev.pitwall.testkit.client.PythonEnvironment;
import dev.pitwall.testkit.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feast itself, in the version of requirements.txt, and Pitwall share a Redis: each reads what the
 * other materialized.
 */
class FeastInterchangeTest {
  private static final Path SCRIPTS = Path.of("src", "test", "python", "feast");
  private static final long HOUR = 3_600_000_000L;
  private static final String DRIVERS =
      "SELECT driver_id, \"$status\", \"$event_timestamp\", trips, \"rank\", acceptance, earnings,"
          + " city, active, hired, token, recent, scores, tags FROM online.driver_stats"
          + " WHERE driver_id IN (1001, 1002, 1003, 1004, 1005) ORDER BY driver_id";
  private static final List<Object> FULL =
      row(
          7,
          3,
          0.5,
          1234.5,
          "Zürich",
          true,
          micros("2020-02-29T12:00:00Z"),
          Bytes.of((byte) 0, (byte) 0xff),
          List.of(1L, -2L),
          List.of(0.25),
          List.of("a", "ü"));
  private static final List<Object> PARTIAL =
      row(
          null,
          -2,
          -1.25,
          null,
          "",
          false,
          micros("1969-07-20T20:17:40Z"),
          Bytes.of(),
          List.of(),
          null,
          List.of(""));
  private static final List<Object> NOTHING = Collections.nCopies(FULL.size(), null);

  @TempDir private static Path directory;

  private static PythonEnvironment python;
  private static RedisServer redis;
  private static RedisBackedEngine engine;
  private static long hourAgo;
  private static List<String> readByFeast;

  @BeforeAll
  static void shareRedis() throws IOException, InterruptedException {
    python =
        PythonEnvironment.install("feast", Files.readString(SCRIPTS.resolve("requirements.txt")));
    redis = RedisServer.start();
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    hourAgo = now - HOUR;
    python.run(
        SCRIPTS.resolve("materialize.py"),
        repository().toString(),
        redis.address(),
        Long.toString(now));
    engine = new RedisBackedEngine(directory.resolve("pitwall"), redis, "interchange");
    define();
    engine.rows("MATERIALIZE driver_history, pair_history");
    readByFeast =
        feastReads(
            "[\"driver_history\", [{\"driver_id\": 1001}, {\"driver_id\": 1002},"
                + " {\"driver_id\": 1003}, {\"driver_id\": 1004}, {\"driver_id\": 1005}]]",
            "[\"pair_history\", [{\"driver_id\": 1, \"customer_id\": \"11\"},"
                + " {\"driver_id\": 11, \"customer_id\": \"1\"},"
                + " {\"driver_id\": 11, \"customer_id\": \"ü\"},"
                + " {\"driver_id\": 11, \"customer_id\": \"11\"}]]");
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  private static void define() {
    engine.rows("CREATE ENTITY driver (driver_id BIGINT)");
    engine.rows("CREATE ENTITY pair (driver_id BIGINT, customer_id VARCHAR)");
    engine.rows("CREATE ENTITY world");
    define("driver_stats ENTITY driver TTL INTERVAL '30' DAY", "PARQUET", "driver_stats.parquet");
    define("pair_stats ENTITY pair", "PARQUET", "pair_stats.parquet");
    define("weather ENTITY world", "PARQUET", "weather.parquet");
    define("driver_history ENTITY driver TTL INTERVAL '30' DAY", "DELTA", "driver_history");
    define("pair_history ENTITY pair", "DELTA", "pair_history");
  }

  private static void define(String view, String format, String file) {
    String created = format.equals("DELTA") ? " CREATED created_ts" : "";
    Path location = repository().resolve("data").resolve(file);
    engine.rows(
        "CREATE FEATURE VIEW %s TIMESTAMP event_ts%s FROM %s '%s'"
            .formatted(view, created, format, location));
  }

  @Test
  void pitwallReadsEveryTypeThatFeastMaterialized() {
    assertThat(engine.rows(DRIVERS)).isEqualTo(driversFromFeast());
  }

  @Test
  void pitwallReadsKeysOfTwoPartsAndOfNone() {
    assertThat(
            engine.rows(
                "SELECT driver_id, customer_id, \"$status\", rides FROM online.pair_stats"
                    + " WHERE (driver_id = 1 AND customer_id = '11')"
                    + " OR (driver_id = 11 AND customer_id IN ('1', 'ü', '11'))"
                    + " ORDER BY driver_id, customer_id"))
        .containsExactly(
            row(1, "11", "PRESENT", 5),
            row(11, "1", "PRESENT", 6),
            row(11, "11", "NOT_FOUND", null),
            row(11, "ü", "NULL_VALUE", null));
    assertThat(engine.rows("SELECT \"$status\", temperature FROM online.weather"))
        .containsExactly(row("PRESENT", -3.5));
  }

  /**
   * Feast does not look at the TTL, and for a key without a row it reads NULLs of the year 1970.
   */
  @Test
  void feastReadsEveryTypeThatPitwallMaterialized() {
    String full =
        "7, 3, 0.5, 1234.5, \"Zürich\", true, \"2020-02-29T12:00:00+00:00\", \"0x00ff\", [1, -2],"
            + " [0.25], [\"a\", \"ü\"]]";
    String nothing = ", null".repeat(FULL.size()) + "]";
    assertThat(readByFeast)
        .filteredOn(line -> line.contains("driver_history"))
        .containsExactly(
            present("driver_history", hourAgo) + ", " + full,
            present("driver_history", hourAgo)
                + ", null, -2, -1.25, null, \"\", false, \"1969-07-20T20:17:40+00:00\", \"0x\", [],"
                + " null, [\"\"]]",
            present("driver_history", hourAgo) + nothing,
            present("driver_history", longAgo()) + ", " + full,
            present("driver_history", 0) + nothing);
  }

  @Test
  void feastReadsKeysOfTwoParts() {
    assertThat(readByFeast)
        .filteredOn(line -> line.contains("pair_history"))
        .containsExactly(
            present("pair_history", hourAgo) + ", 5]",
            present("pair_history", hourAgo) + ", 6]",
            present("pair_history", hourAgo) + ", null]",
            present("pair_history", 0) + ", null]");
  }

  @Test
  void importsTheRegistryThatFeastWrote() {
    Path registry = repository().resolve("data").resolve("registry.db");
    try (RedisBackedEngine other =
        new RedisBackedEngine(directory.resolve("imported"), redis, "interchange")) {
      assertThat(other.rows("IMPORT FEAST REGISTRY '" + registry + "'"))
          .containsExactlyInAnyOrder(
              row("entity", "driver", "created", null),
              row("entity", "customer", "created", null),
              row(
                  "entity",
                  "customer_and_driver",
                  "created",
                  "stands for the entities customer, driver together"),
              row("entity", "__dummy", "created", "stands for no entity, as Feast names that"),
              row("feature view", "driver_stats", "created", null),
              row("feature view", "pair_stats", "created", null),
              row("feature view", "weather", "created", null),
              row("feature view", "driver_history", "created", null),
              row("feature view", "pair_history", "created", null),
              row(
                  "feature view",
                  "pushed",
                  "created",
                  "what its push source brings is seen online only"),
              row(
                  "feature view",
                  "renamed",
                  "not mapped",
                  "its source renames columns: {trips=journeys}"),
              row("feature service", "activity", "created", null),
              row(
                  "feature service",
                  "computed",
                  "not mapped",
                  "it selects doubled, which is not mapped"),
              row(
                  "feature service",
                  "aliased",
                  "not mapped",
                  "it calls driver_stats by another name, stats"),
              row(
                  "on-demand feature view",
                  "doubled",
                  "not mapped",
                  "its features are computed by Python at request time"),
              row("push source", "driver_push", "not mapped", "rows are read from tables only"));
      assertThat(other.rows(DRIVERS)).isEqualTo(driversFromFeast());
      assertThat(other.rows("SELECT driver_id, rides FROM features.pair_history"))
          .containsExactlyInAnyOrder(row(1, 5), row(11, 6), row(11, null));
      assertThat(other.rows("SHOW FEATURE VIEWS").toString())
          .contains("what drivers did", "INTERVAL '30' DAY", "OFFLINE ONLY");
      assertThat(other.rows("SHOW FEATURE SERVICES").toString()).contains("activity");
    }
  }

  /** The lines that are answers: Feast warns of this and that among them. */
  private static List<String> feastReads(String... questions)
      throws IOException, InterruptedException {
    String[] arguments = new String[questions.length + 1];
    arguments[0] = repository().toString();
    System.arraycopy(questions, 0, arguments, 1, questions.length);
    return Arrays.stream(python.run(SCRIPTS.resolve("read_features.py"), arguments).split("\n"))
        .filter(line -> line.startsWith("["))
        .toList();
  }

  private static List<List<Object>> driversFromFeast() {
    return List.of(
        found(1001, "PRESENT", hourAgo, FULL),
        found(1002, "PRESENT", hourAgo, PARTIAL),
        found(1003, "NULL_VALUE", hourAgo, NOTHING),
        found(1004, "OUTSIDE_MAX_AGE", longAgo(), NOTHING),
        found(1005, "NOT_FOUND", null, NOTHING));
  }

  private static List<Object> found(long key, String status, Long at, List<Object> features) {
    Object[] values = new Object[features.size() + 3];
    values[0] = key;
    values[1] = status;
    values[2] = at;
    System.arraycopy(features.toArray(), 0, values, 3, features.size());
    return row(values);
  }

  private static long longAgo() {
    return hourAgo + HOUR - 40 * 24 * HOUR;
  }

  /** How a line of Feast's answer begins. */
  private static String present(String view, long micros) {
    return "[\"" + view + "\", \"PRESENT\", " + Math.floorDiv(micros, 1_000_000L);
  }

  private static Path repository() {
    return directory.resolve("feast");
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
