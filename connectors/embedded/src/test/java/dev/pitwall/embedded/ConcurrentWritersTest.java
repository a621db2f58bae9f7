package dev.pitwall.embedded;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.spi.online.LookupStatus;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.contract.FeatureViews;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentWritersTest {
  private static final int WRITERS = 4;
  private static final int WRITES = 50;
  private static final int KEYS = 2_000;
  private static final int ROUNDS = 10;
  private static final FeatureViewSpec STATS = view("stats");

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir private Path directory;
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private OnlineStore store;
  private EmbeddedRows rows;

  @BeforeEach
  void open() {
    store = new EmbeddedStorePlugin().open(new StoreContext(directory, Map.of()));
    rows = new EmbeddedRows(store, allocator.get());
  }

  @AfterEach
  void close() {
    store.close();
    threads.shutdown();
  }

  /** One batch a writer, so that they meet in the rows and are not kept apart by their commits. */
  @Test
  void keepsTheNewestOfEveryKeyWhoeverComesLast() {
    for (int round = 0; round < ROUNDS; round++) {
      long first = (long) round * WRITERS;
      List<CompletableFuture<WriteSummary>> writers =
          IntStream.range(0, WRITERS)
              .mapToObj(writer -> allKeys(first + writer))
              .map(batch -> start(() -> rows.write(STATS, batch)))
              .toList();
      WriteSummary sum =
          writers.stream().map(CompletableFuture::join).reduce(WriteSummary::plus).orElseThrow();
      assertThat(sum.written() + sum.superseded()).isEqualTo(WRITERS * KEYS);
      assertThat(rows.scan(STATS))
          .containsExactlyInAnyOrderElementsOf(allKeys(first + WRITERS - 1));
    }
  }

  private static List<List<Object>> allKeys(long event) {
    List<Object> features = features(event);
    return IntStream.range(0, KEYS)
        .mapToObj(key -> row(key, event, null, features.get(0), features.get(1)))
        .toList();
  }

  @Test
  void showsReadersWholeRowsThatOnlyGrowNewer() {
    List<CompletableFuture<WriteSummary>> writers =
        IntStream.range(0, WRITERS - 1)
            .mapToObj(writer -> start(() -> write(STATS, writer)))
            .toList();
    CompletableFuture<Void> written =
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
    long newest = -1;
    while (!written.isDone() || newest < WRITES - 1) {
      List<Object> found = rows.find(STATS, 1);
      if (!found.get(3).equals(LookupStatus.NOT_FOUND.name())) {
        long event = (Long) found.get(2);
        assertThat(event).isGreaterThanOrEqualTo(newest);
        assertThat(found.subList(0, 2)).isEqualTo(features(event));
        newest = event;
      }
      assertThat(written.isCompletedExceptionally()).isFalse();
    }
  }

  @Test
  void keepsViewsApartThatAreMadeWrittenAndDroppedAtOnce() {
    List<CompletableFuture<WriteSummary>> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(writer -> view("stats" + writer))
            .map(view -> start(() -> writeAfterDrop(view)))
            .toList();
    writers.forEach(w -> assertThat(w.join()).isEqualTo(new WriteSummary(WRITES, 0)));
    store.close();
    open();
    for (int writer = 0; writer < WRITERS; writer++) {
      assertThat(rows.find(view("stats" + writer), 1).get(2)).isEqualTo(WRITES - 1L);
    }
  }

  private WriteSummary writeAfterDrop(FeatureViewSpec view) {
    write(view, 0);
    store.drop(view);
    return write(view, 0);
  }

  private WriteSummary write(FeatureViewSpec view, int writer) {
    return IntStream.range(0, WRITES)
        .mapToObj(event -> rows.write(view, stored(event, writer)))
        .reduce(new WriteSummary(0, 0), WriteSummary::plus);
  }

  private static List<Object> stored(long event, int writer) {
    List<Object> features = features(event);
    return row(1, event, writer, features.get(0), features.get(1));
  }

  /** Both tell the time, so that a row put together from two shows. */
  private static List<Object> features(long event) {
    return row((double) event, "written at " + event);
  }

  private CompletableFuture<WriteSummary> start(Supplier<WriteSummary> work) {
    return CompletableFuture.supplyAsync(work, threads);
  }

  private static FeatureViewSpec view(String name) {
    return FeatureViews.of(
        name,
        List.of(Fields.of("id", Fields.BIGINT)),
        List.of(Fields.of("rate", Fields.DOUBLE), Fields.of("note", Fields.VARCHAR)),
        TimeToLive.UNBOUNDED);
  }
}
