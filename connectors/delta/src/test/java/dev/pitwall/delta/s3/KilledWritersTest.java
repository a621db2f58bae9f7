package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.delta.table.TableReads;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.client.ArchivedPrograms;
import dev.pitwall.testkit.s3.FaultyFront;
import dev.pitwall.testkit.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes commit to one table and are killed again and again. No commit that was acknowledged
 * may be missing, none may be there twice, and no file may be named that is not there.
 */
class KilledWritersTest {
  private static final int WRITERS = 2;
  private static final int COMMITS_OF_EACH =
      Integer.getInteger("pitwall.test.commits", 60) / WRITERS;
  private static final int KILLS_OF_EACH = Integer.getInteger("pitwall.test.kills", 6) / WRITERS;
  private static final String FIRST = "first";
  private static final long SEED = Long.getLong("pitwall.test.seed", System.nanoTime());

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;

  @Test
  void nothingIsLostOrDoubled() throws Exception {
    try (S3Server server = S3Server.start(directory);
        LakeFiles files = new LakeFiles(server.options())) {
      String table = server.bucket("lake") + "/ledger";
      new Ledger(files, table, allocator.get()).create();
      ArchivedPrograms programs = new ArchivedPrograms(directory);
      assertThat(CommittingProcess.start(programs, table, server.endpoint(), FIRST, 1, 1).waitFor())
          .isZero();
      assertThat(run(programs, server, table))
          .as("kills, seed " + SEED)
          .isEqualTo(WRITERS * KILLS_OF_EACH);
    }
    assertLogIsWhole();
    assertRowsAreThereOnce();
  }

  private static int run(ArchivedPrograms programs, S3Server server, String table)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<FaultyFront> fronts = new ArrayList<>();
    List<Future<Integer>> running = new ArrayList<>();
    try {
      for (int i = 0; i < WRITERS; i++) {
        FaultyFront front = FaultyFront.of(server.endpoint());
        fronts.add(front);
        running.add(
            threads.submit(
                new KilledWriter(
                    programs,
                    table,
                    front,
                    "writer" + i,
                    COMMITS_OF_EACH,
                    KILLS_OF_EACH,
                    new Random(SEED + i))));
      }
      int killed = 0;
      for (Future<Integer> each : running) {
        killed += each.get();
      }
      return killed;
    } finally {
      threads.shutdownNow();
      fronts.forEach(FaultyFront::close);
    }
  }

  /** One commit after the other without a gap, and the checkpoints that are due. */
  private void assertLogIsWhole() throws IOException {
    Path log = directory.resolve("lake/ledger/_delta_log");
    try (Stream<Path> found = Files.list(log)) {
      assertThat(found.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".json"))
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(0, WRITERS * COMMITS_OF_EACH + 1)
                  .mapToObj("%020d.json"::formatted)
                  .toList());
    }
    assertThat(log.resolve("_last_checkpoint")).exists();
  }

  /** The bucket is a directory; reading the rows reads every file that the log names. */
  private void assertRowsAreThereOnce() {
    String location = directory.resolve("lake/ledger").toString();
    try (DeltaOfflineStore store = new DeltaOfflineStore()) {
      List<List<Object>> rows =
          new TableReads(store, allocator.get())
              .values(new TableSource(SourceFormat.DELTA, location, Map.of()));
      List<List<Object>> expected = new ArrayList<>();
      expected.add(List.of(FIRST, 1L));
      for (int writer = 0; writer < WRITERS; writer++) {
        for (long n = 1; n <= COMMITS_OF_EACH; n++) {
          expected.add(List.of("writer" + writer, n));
        }
      }
      assertThat(rows).as("seed " + SEED).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
