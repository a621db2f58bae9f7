package dev.pitwall.delta.rewrite;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.offline.maintenance.CompactionRequest;
import dev.pitwall.spi.offline.maintenance.CompactionRequest.Layout;
import dev.pitwall.spi.offline.maintenance.ErasureRequest;
import dev.pitwall.spi.offline.maintenance.RewriteSummary;
import dev.pitwall.spi.offline.maintenance.VacuumRequest;
import dev.pitwall.spi.offline.maintenance.VacuumSummary;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rewriting files changes no answer, and what is erased is gone. */
class DeltaMaintenanceTest {
  private static final Schema SCHEMA =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("city", Fields.VARCHAR),
          Fields.of("note", Fields.VARCHAR));
  private static final List<String> IDENTITY = List.of("driver_id", "event_ts");
  private static final SnapshotSelector LATEST = new SnapshotSelector.Latest();

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;
  private DeltaOfflineStore store = new DeltaOfflineStore();

  @AfterEach
  void close() {
    store.close();
  }

  /** Few keys and moments, so that most rows are alike, in many small commits. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noAnswerChanges(long seed) {
    Random random = new Random(seed);
    List<String> partitions = seed % 2 == 0 ? List.of() : List.of("city");
    TableSource table = table("t" + seed, partitions, random);
    Map<List<Object>, Object> answers = answers(table, LATEST);
    List<List<Object>> rows = sorted(rows(table, LATEST));
    for (int step = 0; step < 4; step++) {
      Layout layout = random.nextBoolean() ? Layout.SORTED : Layout.Z_ORDER;
      List<String> order = random.nextBoolean() ? IDENTITY : List.of("event_ts");
      long target = 1_000L << random.nextInt(8);
      store.compact(
          new CompactionRequest(table, IDENTITY, layout, order, target), allocator.get(), () -> {});
      assertThat(answers(table, LATEST)).as("seed %s, step %s", seed, step).isEqualTo(answers);
      assertThat(sorted(rows(table, LATEST))).isEqualTo(rows);
      if (random.nextInt(3) == 0) {
        vacuum(table, VacuumRequest.Mode.DELETE);
        forget();
        assertThat(answers(table, LATEST)).as("seed %s, vacuumed", seed).isEqualTo(answers);
      }
    }
  }

  @Test
  void smallFilesBecomeOneInOrderOfTime() {
    TableSource table = table("small", List.of(), new Random(7));
    RewriteSummary summary =
        store.compact(
            new CompactionRequest(
                table, IDENTITY, Layout.SORTED, List.of("event_ts"), Long.MAX_VALUE / 8),
            allocator.get(),
            () -> {});
    assertThat(summary.removedFiles()).isEqualTo(20);
    assertThat(summary.addedFiles()).isEqualTo(1);
    assertThat(rows(table, LATEST)).extracting(row -> (Long) row.get(1)).isSorted();
    assertThat(rows(table, new SnapshotSelector.AtVersion(19))).hasSameSizeAs(rows(table, LATEST));
  }

  @Test
  void erasesOneKeyAndNothingElse() throws IOException {
    TableSource table = table("erase", List.of("city"), new Random(8));
    Map<List<Object>, Object> answers = new HashMap<>(answers(table, LATEST));
    ErasureRequest request = erasure(table);
    RewriteSummary summary = store.erase(request, allocator.get(), () -> {});
    answers.keySet().removeIf(identity -> identity.get(0).equals(3L));
    assertThat(summary.removedRows()).isPositive();
    assertThat(answers(table, LATEST)).isEqualTo(answers);
    assertThat(filesWith(table, "secret of 3")).isNotEmpty();
    vacuum(table, VacuumRequest.Mode.DELETE);
    assertThat(filesWith(table, "secret of 3")).isEmpty();
    assertThat(filesWith(table, "secret of 4")).isNotEmpty();
    forget();
    assertThat(answers(table, LATEST)).isEqualTo(answers);
    assertThat(store.erase(erasure(table), allocator.get(), () -> {}))
        .isEqualTo(RewriteSummary.NONE);
    RewriteSummary again = store.erase(request, allocator.get(), () -> {});
    assertThat(again.removedRows()).as("as after a failure").isEqualTo(summary.removedRows());
    assertThat(again.removedFiles()).isZero();
    assertThat(again.version()).isPresent();
  }

  private static ErasureRequest erasure(TableSource table) {
    return new ErasureRequest(UUID.randomUUID(), table, Map.of("driver_id", 3L));
  }

  @Test
  void aDryRunCountsAndARetentionKeeps() {
    TableSource table = table("kept", List.of(), new Random(9));
    long old = rows(table, LATEST).size();
    store.erase(erasure(table), allocator.get(), () -> {});
    VacuumSummary counted = vacuum(table, VacuumRequest.Mode.DRY_RUN);
    assertThat(counted.files()).isPositive();
    assertThat(
            store.vacuum(
                new VacuumRequest(table, Duration.ofHours(1), VacuumRequest.Mode.DELETE), () -> {}))
        .isEqualTo(new VacuumSummary(0, 0));
    SnapshotSelector before = new SnapshotSelector.AtVersion(19);
    assertThat(rows(table, before)).hasSize((int) old);
    assertThat(vacuum(table, VacuumRequest.Mode.DELETE)).isEqualTo(counted);
    assertThatThrownBy(() -> new DeltaOfflineStore().snapshot(table, before))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_NOT_FOUND));
  }

  @Test
  void aVacuumThatIsEndedLeavesTheRest() throws IOException {
    TableSource table = table("ended", List.of("city"), new Random(10));
    store.erase(erasure(table), allocator.get(), () -> {});
    VacuumSummary all = vacuum(table, VacuumRequest.Mode.DRY_RUN);
    Map<List<Object>, Object> answers = answers(table, LATEST);
    Iterator<Integer> left = List.of(1, 2, 3).iterator();
    assertThatThrownBy(
            () ->
                store.vacuum(
                    new VacuumRequest(table, Duration.ZERO, VacuumRequest.Mode.DELETE), left::next))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(vacuum(table, VacuumRequest.Mode.DRY_RUN).files()).isEqualTo(all.files() - 3);
    assertThat(answers(table, LATEST)).isEqualTo(answers);
  }

  @Test
  void aRewriteThatIsEndedLeavesTheTableAsItWas() throws IOException {
    TableSource table = table("rewritten", List.of("city"), new Random(11));
    CompactionRequest compaction =
        new CompactionRequest(table, IDENTITY, Layout.Z_ORDER, IDENTITY, 1_000);
    assertLeavesNothing(
        table, checkpoint -> store.compact(compaction, allocator.get(), checkpoint));
    ErasureRequest erasure = erasure(table);
    assertLeavesNothing(table, checkpoint -> store.erase(erasure, allocator.get(), checkpoint));
  }

  /** Ends the work at one checkpoint after another, until it gets through. */
  private static void assertLeavesNothing(TableSource table, Consumer<Runnable> work)
      throws IOException {
    List<Path> before = filesWith(table, "");
    for (int passed = 0; isEnded(work, passed); passed = 2 * passed + 1) {
      assertThat(filesWith(table, "")).containsExactlyInAnyOrderElementsOf(before);
    }
    assertThat(filesWith(table, "")).hasSizeGreaterThan(before.size());
  }

  private static boolean isEnded(Consumer<Runnable> work, int passed) {
    Iterator<Integer> left = IntStream.range(0, passed).iterator();
    try {
      work.accept(left::next);
      assertThat(passed).as("checkpoints").isPositive();
      return false;
    } catch (NoSuchElementException e) {
      return true;
    }
  }

  /** A new file that cannot be taken away again, for the directory in its place is not empty. */
  @Test
  void saysWhyARewriteEndedThoughItsFilesStay() throws IOException {
    TableSource table = table("blocked", List.of(), new Random(12));
    List<Path> before = filesWith(table, "");
    assertThatThrownBy(
            () -> store.erase(erasure(table), allocator.get(), () -> block(table, before)))
        .hasMessage("ended");
  }

  private static void block(TableSource table, List<Path> known) {
    try {
      for (Path file : filesWith(table, "")) {
        if (!known.contains(file) && file.toString().endsWith(".parquet")) {
          Files.delete(file);
          Files.createDirectories(file.resolve("blocking"));
          throw new NoSuchElementException("ended");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a store has read of a log before may tell it more than the log does now. */
  private void forget() {
    store.close();
    store = new DeltaOfflineStore();
  }

  private VacuumSummary vacuum(TableSource table, VacuumRequest.Mode mode) {
    return store.vacuum(new VacuumRequest(table, Duration.ZERO, mode), () -> {});
  }

  /** Twenty commits. */
  private TableSource table(String name, List<String> partitions, Random random) {
    TableSource table =
        new TableSource(SourceFormat.DELTA, directory.resolve(name).toString(), Map.of());
    for (int commit = 0; commit < 20; commit++) {
      WriteRequest.Mode mode = commit == 0 ? WriteRequest.Mode.CREATE : WriteRequest.Mode.APPEND;
      List<List<Object>> rows = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        long driver = random.nextInt(6);
        String note = "secret of " + driver + ": " + commit + "/" + i;
        rows.add(row(driver, 1_000L * random.nextInt(5), "c" + random.nextInt(3), note));
      }
      WriteRequest request = new WriteRequest(table, SCHEMA, partitions, mode);
      try (TableWriter writer = store.write(request, allocator.get());
          VectorSchemaRoot batch = Batches.of(allocator.get(), SCHEMA, rows)) {
        writer.append(batch);
        writer.commit();
      }
    }
    return table;
  }

  /** For rows that are alike, the one committed last: what a point-in-time join takes. */
  private Map<List<Object>, Object> answers(TableSource table, SnapshotSelector selector) {
    Map<List<Object>, Object> last = new HashMap<>();
    rows(table, selector).forEach(row -> last.put(row.subList(0, 2), row.subList(2, 4)));
    return last;
  }

  private List<List<Object>> rows(TableSource table, SnapshotSelector selector) {
    List<List<Object>> rows = new ArrayList<>();
    ScanHandle scan = store.scan(store.snapshot(table, selector));
    ReadRequest request = ReadRequest.all(Batches.names(SCHEMA));
    for (Split split : store.splits(scan, DynamicFilter.NONE)) {
      try (BatchReader reader = store.read(scan, split, request, allocator.get())) {
        for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
          try (VectorSchemaRoot read = batch) {
            rows.addAll(Batches.rows(read));
          }
        }
      }
    }
    return rows;
  }

  private static List<List<Object>> sorted(List<List<Object>> rows) {
    return rows.stream()
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .toList();
  }

  private static List<Path> filesWith(TableSource table, String text) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(table.location()))) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  /** Snappy and JSON leave a short text as it is where it stands first. */
  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
