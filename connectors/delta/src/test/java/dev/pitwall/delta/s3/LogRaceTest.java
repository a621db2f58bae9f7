package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.delta.logstore.BucketLogStore;
import dev.pitwall.delta.logstore.LocalLogStore;
import dev.pitwall.testkit.client.JavaProcess;
import dev.pitwall.testkit.s3.S3Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes write the same versions of a log: each version is written by one of them. */
class LogRaceTest {
  private static final List<String> RUNNERS = List.of("first", "second");

  @TempDir Path directory;

  @Test
  void onDisk() throws Exception {
    Path log = Files.createDirectories(directory.resolve("table/_delta_log"));
    race(LocalLogStore.class, log, log.toString(), "local", 1_000);
  }

  @Test
  void inABucket() throws Exception {
    try (S3Server server = S3Server.start(directory)) {
      String log = server.bucket("lake") + "/table/_delta_log";
      Path files = Files.createDirectories(directory.resolve("lake/table/_delta_log"));
      race(BucketLogStore.class, files, log, server.endpoint().toString(), 60);
    }
  }

  private static void race(Class<?> store, Path files, String log, String server, int wins)
      throws Exception {
    Map<String, Process> processes = new LinkedHashMap<>();
    for (String runner : RUNNERS) {
      processes.put(
          runner,
          JavaProcess.of(
                  RacingProcess.class, store.getName(), log, server, runner, Integer.toString(wins))
              .start());
    }
    for (Process process : processes.values()) {
      awaitReady(process);
    }
    for (Process process : processes.values()) {
      process.outputWriter().append('\n').close();
    }
    Map<String, String> winners = new HashMap<>();
    for (Map.Entry<String, Process> each : processes.entrySet()) {
      for (String version : versions(each.getValue())) {
        assertThat(winners.put(version, each.getKey())).as("other winner of " + version).isNull();
      }
      assertThat(each.getValue().waitFor()).isZero();
    }
    assertThat(winners).hasSize(RUNNERS.size() * wins);
    for (Map.Entry<String, String> winner : winners.entrySet()) {
      Path file = files.resolve("%020d.json".formatted(Integer.parseInt(winner.getKey())));
      assertThat(Files.readString(file)).isEqualTo(winner.getValue() + "\n");
    }
  }

  /** What is logged is on the output, too. */
  private static void awaitReady(Process process) throws IOException {
    String line = process.inputReader().readLine();
    while (line != null && !line.equals("ready")) {
      line = process.inputReader().readLine();
    }
    assertThat(line).as("a process ended early").isNotNull();
  }

  private static List<String> versions(Process process) throws IOException {
    try (BufferedReader reader = process.inputReader()) {
      return reader.lines().filter(line -> line.matches("\\d+")).toList();
    }
  }
}
