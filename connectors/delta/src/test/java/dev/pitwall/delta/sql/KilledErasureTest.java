package dev.pitwall.delta.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.s3.Fault;
import dev.pitwall.testkit.s3.FaultyFront;
import dev.pitwall.testkit.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process of an ERASE at requests to the bucket, before or after the bucket did as asked,
 * and runs the statement again: tables and receipt end up as after a run that nothing broke.
 */
class KilledErasureTest {
  private static final int KILLS = Integer.getInteger("pitwall.test.kills", 2);
  private static final long SEED = Long.getLong("pitwall.test.seed", System.nanoTime());
  private static final String ERASE = "ERASE ENTITY driver (driver_id = 1) EVERYWHERE";
  private static final List<String> TABLES = List.of("stats", "trips", "labels");

  @TempDir Path directory;

  @Test
  void endsAsAnUnbrokenRunDoes() throws Exception {
    Random random = new Random(SEED);
    Path buckets = Files.createDirectory(directory.resolve("s3"));
    Path data = directory.resolve("data");
    try (S3Server server = S3Server.start(buckets);
        FaultyFront front = FaultyFront.of(server.endpoint())) {
      server.bucket("lake");
      fill(data, server.endpoint());
      copy(buckets, directory.resolve("s3.before"));
      copy(data, directory.resolve("data.before"));
      assertThat(start(data, front).waitFor()).isZero();
      int requests = front.requests();
      List<List<Object>> expected = outcome(data, server.endpoint());
      assertThat(expected.toString())
          .contains("features.stats\",\"removed_rows\":6,\"version\":4")
          .contains("lake.labels\",\"removed_rows\":6");
      for (int kill = 0; kill < KILLS; kill++) {
        replace(buckets, directory.resolve("s3.before"));
        replace(data, directory.resolve("data.before"));
        int point = requests * kill / KILLS + random.nextInt(requests * 9 / 10 / KILLS);
        Fault fault = random.nextBoolean() ? Fault.LOST_REQUEST : Fault.LOST_REPLY;
        Process process = start(data, front);
        front.strike(point, fault, process::destroyForcibly);
        String words = "killed at request %d of %d, seed %d".formatted(point, requests, SEED);
        assertThat(process.waitFor()).as(words).isNotZero();
        front.heal();
        ErasingProcess.answer(data, server.endpoint(), ERASE);
        assertThat(outcome(data, server.endpoint())).as(words).isEqualTo(expected);
      }
    }
  }

  private static void fill(Path data, URI endpoint) {
    List<String> statements = new ArrayList<>();
    statements.add("CREATE ENTITY driver (driver_id BIGINT)");
    statements.add("CREATE ENTITY trip (trip_id BIGINT)");
    for (String table : TABLES) {
      String columns = table + " (trip_id BIGINT, driver_id BIGINT, event_ts TIMESTAMP_LTZ) ";
      String from = "FROM DELTA 's3a://lake/" + table + "'";
      statements.add(
          switch (table) {
            case "stats" ->
                "CREATE FEATURE VIEW "
                    + columns
                    + "ENTITY driver TIMESTAMP event_ts OFFLINE ONLY"
                    + " OPTIONS (partition_by = 'trip_id') "
                    + from;
            case "trips" ->
                "CREATE FEATURE VIEW "
                    + columns
                    + "ENTITY trip TIMESTAMP event_ts OFFLINE ONLY "
                    + from;
            default -> "CREATE TABLE " + columns + from;
          });
      for (int i = 0; i < 3; i++) {
        statements.add(
            "INSERT INTO "
                + table
                + " SELECT t, d, TIMESTAMP '2024-01-01 00:00:00'"
                + " FROM (VALUES (1, 1), (1, 2), (2, 1), (3, 3)) AS v (t, d)");
      }
    }
    ErasingProcess.answer(data, endpoint, statements.toArray(String[]::new));
  }

  /** What is left, and the receipts without their times. */
  private static List<List<Object>> outcome(Path data, URI endpoint) {
    return ErasingProcess.answer(
        data,
        endpoint,
        "SELECT trip_id, driver_id FROM stats ORDER BY 1, 2",
        "SELECT trip_id, driver_id FROM trips ORDER BY 1, 2",
        "SELECT trip_id, driver_id FROM labels ORDER BY 1, 2",
        "SELECT entity, join_key, removed, finished_at IS NOT NULL FROM system.erasures");
  }

  private static Process start(Path data, FaultyFront front) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            ErasingProcess.class.getName(),
            data.toString(),
            front.endpoint().toString(),
            ERASE)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void replace(Path directory, Path kept) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    copy(kept, directory);
  }

  /** S3Proxy keeps what it knows of an object in attributes of its file. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
