package dev.pitwall.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.EmbeddedClient;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.testkit.redis.RedisServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After ERASE EVERYWHERE and VACUUM no file of a table, its log or Redis has the features. */
class ErasedBytesTest {
  private static final String SECRET = "secret-of-42";
  private static final double RATE = 0.123456789;
  private static final List<String> TABLES = List.of("stats", "trips", "labels");

  @TempDir Path directory;

  @Test
  void nothingIsLeftOfTheFeatures() throws IOException {
    Path dump = Files.createDirectory(directory.resolve("redis"));
    try (RedisServer redis = RedisServer.start("--dir", dump.toString(), "--rdbcompression", "no");
        EmbeddedClient client = EmbeddedClient.open(config(redis))) {
      fill(client);
      redis.call("SAVE");
      for (String table : TABLES) {
        assertThat(filesWith(directory.resolve("lake").resolve(table), text(SECRET)))
            .as("files, names and log of %s", table)
            .hasSizeGreaterThan(1)
            .anyMatch(file -> file.contains("_delta_log"));
      }
      assertThat(filesWith(dump, text(SECRET))).hasSize(1);
      assertThat(filesWith(dump, bytes(RATE))).hasSize(1);

      run(client, "ERASE ENTITY driver (driver_id = 42) EVERYWHERE");
      for (String table : TABLES) {
        run(client, "VACUUM " + table + " RETAIN 0 HOURS");
      }
      redis.call("SAVE");
      assertThat(filesWith(directory.resolve("lake"), text(SECRET))).isEmpty();
      assertThat(filesWith(directory.resolve("lake"), bytes(RATE))).isEmpty();
      assertThat(filesWith(dump, text(SECRET))).isEmpty();
      assertThat(filesWith(dump, bytes(RATE))).isEmpty();
      assertThat(filesWith(dump, text("open-of-43"))).hasSize(1);
      assertThat(filesWith(directory.resolve("lake"), text("open-of-43"))).isNotEmpty();
    }
  }

  private EngineConfig config(RedisServer redis) {
    return RedisMaterialization.config(directory.resolve("engine"), redis.uri());
  }

  /** A file for each driver and table; enough commits for a checkpoint, and a partition by text. */
  private void fill(EmbeddedClient client) {
    run(client, "CREATE ENTITY driver (driver_id BIGINT)");
    run(client, "CREATE ENTITY trip (trip_id BIGINT)");
    String columns = " (driver_id BIGINT, event_ts TIMESTAMP_LTZ, rate DOUBLE, note VARCHAR) ";
    run(
        client,
        "CREATE FEATURE VIEW stats"
            + columns
            + "ENTITY driver TIMESTAMP event_ts OPTIONS (partition_by = 'note') FROM DELTA "
            + at("stats"));
    run(
        client,
        "CREATE FEATURE VIEW trips (trip_id BIGINT, event_ts TIMESTAMP_LTZ, driver_id BIGINT,"
            + " rate DOUBLE, note VARCHAR) ENTITY trip TIMESTAMP event_ts FROM DELTA "
            + at("trips"));
    run(client, "CREATE TABLE labels" + columns + "FROM DELTA " + at("labels"));
    for (int i = 0; i < 11; i++) {
      int driver = 42 + i % 2;
      String values =
          "%d, TIMESTAMP '2024-01-01 00:00:%02d', CAST(%s AS DOUBLE), '%s')"
              .formatted(
                  driver,
                  i,
                  driver == 42 ? RATE : i / 7.0,
                  driver == 42 ? SECRET + "-" + i : "open-of-43-" + i);
      run(client, "INSERT INTO stats VALUES (" + values);
      run(client, "INSERT INTO labels VALUES (" + values);
      run(
          client,
          "INSERT INTO trips (trip_id, driver_id, event_ts, rate, note) VALUES ("
              + i
              + ", "
              + values);
    }
    run(client, "MATERIALIZE stats, trips FROM TIMESTAMP '2020-01-01 00:00:00'");
  }

  private String at(String table) {
    return "'" + directory.resolve("lake").resolve(table) + "'";
  }

  private static String text(String words) {
    return new String(words.getBytes(UTF_8), ISO_8859_1);
  }

  private static String bytes(double value) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return new String(bytes.putDouble(value).array(), ISO_8859_1);
  }

  /** Files that have some bytes, in them or in their path. */
  private static List<String> filesWith(Path root, String bytes) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = root.relativize(file).toString();
        if (name.contains(bytes)
            || (Files.isRegularFile(file)
                && new String(Files.readAllBytes(file), ISO_8859_1).contains(bytes))) {
          found.add(name);
        }
      }
    }
    return found;
  }

  private static void run(EmbeddedClient client, String sql) {
    try (ClientAnswer answer = client.run(sql)) {
      while (answer.next() != null) {
        continue; // the answer frees its batches
      }
    }
  }
}
