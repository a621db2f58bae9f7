package dev.pitwall.benchmarks.micro;

import static dev.pitwall.testkit.batch.Batches.row;

import dev.pitwall.benchmarks.data.FileTree;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.OnlineStorePlugin;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.contract.FeatureViews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Ten features of some of 100,000 entities, looked up in the embedded store, in microseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/java.nio=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EmbeddedLookupBenchmark {
  private static final int ENTITIES = 100_000;
  private static final int FEATURES = 10;
  private static final int ROWS_AT_ONCE = 10_000;
  private static final int DRAWS = 1_000;

  /** How many keys a lookup has. */
  @Param({"1", "10", "100"})
  public int keys;

  private final FeatureViewSpec view = view();
  private final List<VectorSchemaRoot> draws = new ArrayList<>();
  private Path directory;
  private BufferAllocator allocator;
  private OnlineStore store;
  private int next;

  private static FeatureViewSpec view() {
    return FeatureViews.of(
        "stats",
        List.of(Fields.of("id", Fields.BIGINT)),
        IntStream.range(0, FEATURES).mapToObj(i -> Fields.of("f" + i, Fields.DOUBLE)).toList(),
        TimeToLive.UNBOUNDED);
  }

  /** Fills a store and draws keys. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    directory = Files.createTempDirectory("embedded");
    allocator = new RootAllocator();
    store =
        ServiceLoader.load(OnlineStorePlugin.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(plugin -> plugin.name().equals("embedded"))
            .findFirst()
            .orElseThrow()
            .open(new StoreContext(directory, Map.of()));
    SplittableRandom random = new SplittableRandom(1);
    for (int first = 0; first < ENTITIES; first += ROWS_AT_ONCE) {
      List<List<Object>> rows =
          LongStream.range(first, first + ROWS_AT_ONCE)
              .mapToObj(id -> features(id, random))
              .toList();
      try (VectorSchemaRoot batch = Batches.of(allocator, FeatureViews.schema(view), rows)) {
        store.write(view, batch).toCompletableFuture().join();
      }
    }
    Schema keySchema = new Schema(List.of(view.columns().get(0).field()));
    for (int i = 0; i < DRAWS; i++) {
      List<List<Object>> drawn = random.longs(keys, 0, ENTITIES).mapToObj(id -> row(id)).toList();
      draws.add(Batches.of(allocator, keySchema, drawn));
    }
  }

  private static List<Object> features(long id, SplittableRandom random) {
    List<Object> row = new ArrayList<>(row(id, id, id));
    random.doubles(FEATURES).forEach(row::add);
    return row;
  }

  /** Looks the next keys up. */
  @Benchmark
  public int lookup() {
    List<String> features = view.features().stream().map(ColumnSpec::name).toList();
    next = (next + 1) % DRAWS;
    LookupRequest request = new LookupRequest(view, features, draws.get(next), 0);
    try (LookupResult found = store.lookup(request, allocator).toCompletableFuture().join()) {
      return found.rows().getRowCount();
    }
  }

  /** Removes the store. */
  @TearDown(Level.Trial)
  public void close() {
    draws.forEach(VectorSchemaRoot::close);
    store.close();
    allocator.close();
    FileTree.delete(directory);
  }
}
