package dev.pitwall.delta;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.SnapshotSelector.AtVersion;
import dev.pitwall.spi.offline.SnapshotSelector.Latest;
import dev.pitwall.spi.offline.TableSnapshot;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.offline.WriteRequest.Mode;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whether a version that was read is still the one that is meant. */
class CurrentVersionTest {
  private static final Schema SCHEMA = Fields.schema(Fields.of("n", Fields.BIGINT));
  private static final SnapshotSelector LATEST = new Latest();

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;
  private final DeltaOfflineStore store = new DeltaOfflineStore();
  private TableSource table;

  @BeforeEach
  void createTable() throws IOException {
    Path location = directory.resolve("t");
    table = new TableSource(SourceFormat.DELTA, location.toString(), Map.of());
    write(Mode.CREATE);
    write(Mode.APPEND);
    age(0, 60);
    age(1, 30);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theNewestVersionIsCurrentUntilTheNextCommit() {
    TableSnapshot newest = store.snapshot(table, LATEST);
    assertThat(store.isCurrent(newest, LATEST)).isTrue();
    write(Mode.APPEND);
    assertThat(store.isCurrent(newest, LATEST)).isFalse();
  }

  @Test
  void aVersionAskedForByNumberStaysCurrent() {
    SnapshotSelector first = new AtVersion(0);
    TableSnapshot snapshot = store.snapshot(table, first);
    write(Mode.APPEND);
    assertThat(store.isCurrent(snapshot, first)).isTrue();
    assertThat(store.isCurrent(snapshot, LATEST)).isFalse();
  }

  @Test
  void aTableThatWasMadeAnewIsAnother() throws IOException {
    TableSnapshot newest = store.snapshot(table, LATEST);
    delete(Path.of(table.location()));
    write(Mode.CREATE);
    write(Mode.APPEND);
    assertThat(store.isCurrent(newest, LATEST)).isFalse();
    assertThat(store.isCurrent(newest, new AtVersion(1))).isFalse();
  }

  @Test
  void aTableThatIsGoneIsNotCurrent() throws IOException {
    TableSnapshot newest = store.snapshot(table, LATEST);
    delete(Path.of(table.location()));
    assertThat(store.isCurrent(newest, LATEST)).isFalse();
  }

  @Test
  void aCommitThatMayHaveBeenReplacedWhileItWasReadIsNotTrusted() throws IOException {
    age(1, -60);
    assertThat(store.isCurrent(store.snapshot(table, LATEST), LATEST)).isFalse();
    age(1, 30);
    assertThat(store.isCurrent(store.snapshot(table, LATEST), LATEST)).isTrue();
  }

  private void write(Mode mode) {
    WriteRequest request = new WriteRequest(table, SCHEMA, List.of(), mode);
    try (TableWriter writer = store.write(request, allocator.get());
        VectorSchemaRoot batch = Batches.of(allocator.get(), SCHEMA, List.of(row(1L)))) {
      writer.append(batch);
      writer.commit();
    }
  }

  private Path commit(long version) {
    return Path.of(table.location(), "_delta_log", "%020d.json".formatted(version));
  }

  private void age(long version, long seconds) throws IOException {
    Instant then = Instant.now().minusSeconds(seconds);
    Files.setLastModifiedTime(commit(version), FileTime.from(then));
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
