package dev.pitwall.delta.table;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Long logs: checkpoints, commits that were cleaned away, tables made anew. */
class LogHistoryTest extends DeltaTableTest {
  private static final Schema SCHEMA = Fields.schema(Fields.of("n", Fields.BIGINT));

  private TableSource numbers() {
    return new TableSource(SourceFormat.DELTA, directory.resolve("numbers").toString(), Map.of());
  }

  /** One commit, with the version's number as its only row. */
  private void write(long version) {
    WriteRequest.Mode mode = version == 0 ? WriteRequest.Mode.CREATE : WriteRequest.Mode.APPEND;
    try (TableWriter writer =
            store.write(new WriteRequest(numbers(), SCHEMA, List.of(), mode), allocator.get());
        VectorSchemaRoot batch = Batches.of(allocator.get(), SCHEMA, List.of(row(version)))) {
      writer.append(batch);
      assertThat(writer.commit()).hasValue(version);
    }
  }

  private Path log() {
    return Path.of(numbers().location()).resolve("_delta_log");
  }

  private static List<List<Object>> upTo(long version) {
    return LongStream.rangeClosed(0, version).mapToObj(n -> row(n)).toList();
  }

  @Test
  void readsOnFromACheckpoint() throws IOException {
    for (long version = 0; version <= 23; version++) {
      write(version);
    }
    try (Stream<Path> files = Files.list(log())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("_last_checkpoint")
          .anyMatch(name -> name.endsWith("20.checkpoint.parquet"));
    }
    assertThat(reads.values(numbers())).isEqualTo(upTo(23));
    try (DeltaOfflineStore other = new DeltaOfflineStore()) {
      TableReads fresh = new TableReads(other, allocator.get());
      assertThat(fresh.values(numbers())).isEqualTo(upTo(23));
      assertThat(other.snapshot(numbers(), new SnapshotSelector.AtVersion(7)).rowCount())
          .hasValue(8);
    }
  }

  /** The files of cleaned commits come first, in the order of their own times. */
  @Test
  void readsOnWhenTheFirstCommitsAreCleanedAway() throws IOException {
    for (long version = 0; version <= 12; version++) {
      write(version);
    }
    for (long version = 0; version < 10; version++) {
      Files.delete(log().resolve("%020d.json".formatted(version)));
    }
    try (DeltaOfflineStore other = new DeltaOfflineStore()) {
      TableReads fresh = new TableReads(other, allocator.get());
      List<List<Object>> rows = fresh.values(numbers());
      assertThat(rows).containsExactlyInAnyOrderElementsOf(upTo(12));
      assertThat(rows.subList(11, 13)).containsExactly(row(11L), row(12L));
      assertThatThrownBy(() -> other.snapshot(numbers(), new SnapshotSelector.AtVersion(3)))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_NOT_FOUND));
    }
    write(13);
    assertThat(reads.values(numbers())).isEqualTo(upTo(13));
  }

  /** The files of a table that was made anew have places of their own. */
  @Test
  void keepsCommitOrderOfATableMadeAnew() throws IOException {
    for (long version = 0; version <= 3; version++) {
      write(version);
    }
    assertThat(reads.values(numbers())).isEqualTo(upTo(3));
    try (Stream<Path> files = Files.walk(Path.of(numbers().location()))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    HandMadeTable table = table("numbers");
    table.commit(
        0,
        HandMadeTable.protocol(),
        HandMadeTable.metadata(List.of(HandMadeTable.column("n", "long")), List.of(), Map.of()));
    for (int version = 1; version <= 3; version++) {
      String name = "abc".charAt(3 - version) + ".parquet"; // c, b, a: not the order of names
      table.file(name, parquet("optional int64 n;"), 10, 10, List.of(row((long) version)));
      table.commit(version, table.add(name, Map.of(), null));
      Files.setLastModifiedTime(
          table.directory().resolve(name), FileTime.fromMillis(1_000L * (9 - version)));
    }
    assertThat(reads.values(numbers())).containsExactly(row(1L), row(2L), row(3L));
  }
}
