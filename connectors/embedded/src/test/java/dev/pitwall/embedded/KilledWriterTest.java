package dev.pitwall.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.client.JavaProcess;
import dev.pitwall.testkit.contract.FeatureViews;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed leaves a file that has all it acknowledged, and no damage. */
class KilledWriterTest {
  static final int KEYS = 2_000;
  static final FeatureViewSpec VIEW =
      FeatureViews.of(
          "stats",
          List.of(Fields.of("id", Fields.BIGINT)),
          List.of(Fields.of("note", Fields.VARCHAR)),
          TimeToLive.UNBOUNDED);
  private static final int KILLS = 6;

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir private Path directory;

  @Test
  void losesNothing() throws IOException, InterruptedException {
    Path file = directory.resolve("rows");
    Random random = new Random(48);
    long acknowledged = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged = written(file, acknowledged + 1, 1 + random.nextInt(60));
      try (EmbeddedOnlineStore store = EmbeddedOnlineStore.open(file)) {
        List<List<Object>> rows = new EmbeddedRows(store, allocator.get()).scan(VIEW);
        assertThat(rows).hasSize(KEYS);
        for (List<Object> row : rows) {
          assertThat((Long) row.get(1)).isBetween(acknowledged, acknowledged + 100);
        }
      }
    }
  }

  /** Lets a process write some rounds and kills it; gives the last one that it acknowledged. */
  private static long written(Path file, long first, int rounds)
      throws IOException, InterruptedException {
    Process process =
        JavaProcess.of(WritingProcess.class, file.toString(), Long.toString(first)).start();
    try (BufferedReader output = process.inputReader()) {
      for (int round = 1; round < rounds; round++) {
        output.readLine();
      }
      long last = Long.parseLong(output.readLine());
      process.toHandle().destroyForcibly(); // which leaves its output open
      process.waitFor();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = Math.max(last, Long.parseLong("0" + line)); // perhaps a part of a number
      }
      return last;
    }
  }
}
