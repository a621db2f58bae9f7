package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.delta.table.TableReads;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.s3.S3Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Many who append to one table at the same time: all succeed, each under a version of its own. */
class ManyWritersTest {
  private static final int WRITERS = 4;
  private static final int COMMITS = 5;

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;

  @Test
  void threadsShareATableInABucket() throws Exception {
    try (S3Server server = S3Server.start(directory)) {
      String table = server.bucket("lake") + "/ledger";
      assertThat(versionsOfThreads(server.options(), table))
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, WRITERS * COMMITS).boxed().toList());
      assertThat(rows(server.options(), table)).hasSize(WRITERS * COMMITS).doesNotHaveDuplicates();
    }
  }

  @Test
  void threadsShareATableOnDisk() throws Exception {
    String table = directory.resolve("ledger").toString();
    assertThat(versionsOfThreads(Map.of(), table))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, WRITERS * COMMITS).boxed().toList());
    assertThat(rows(Map.of(), table)).hasSize(WRITERS * COMMITS).doesNotHaveDuplicates();
  }

  private List<Long> versionsOfThreads(Map<String, String> options, String table) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (LakeFiles files = new LakeFiles(options)) {
      new Ledger(files, table, allocator.get()).create();
      List<Callable<List<Long>>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String writer = "writer" + i;
        Ledger ledger = new Ledger(files, table, allocator.get());
        writers.add(
            () -> LongStream.range(0, COMMITS).mapToObj(n -> ledger.add(writer, n)).toList());
      }
      List<Long> versions = new ArrayList<>();
      for (Future<List<Long>> each : threads.invokeAll(writers)) {
        versions.addAll(each.get());
      }
      return versions;
    } finally {
      threads.shutdownNow();
    }
  }

  private List<List<Object>> rows(Map<String, String> options, String location) {
    try (DeltaOfflineStore store = new DeltaOfflineStore(options)) {
      return new TableReads(store, allocator.get())
          .values(new TableSource(SourceFormat.DELTA, location, Map.of()));
    }
  }
}
