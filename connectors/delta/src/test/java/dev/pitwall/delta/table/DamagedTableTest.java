package dev.pitwall.delta.table;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a table is damaged or missing is told, and never left out of an answer. */
class DamagedTableTest extends DeltaTableTest {
  private static final Schema SCHEMA = Fields.schema(Fields.of("n", Fields.BIGINT));
  private static final long ROWS = 13 * 100;

  private TableSource table;

  /** Thirteen commits, so there is a checkpoint of version 10. */
  @BeforeEach
  void createTable() {
    table = new TableSource(SourceFormat.DELTA, directory.resolve("t").toString(), Map.of());
    for (long commit = 0; commit <= 12; commit++) {
      WriteRequest.Mode mode = commit == 0 ? WriteRequest.Mode.CREATE : WriteRequest.Mode.APPEND;
      long first = commit * 100;
      List<List<Object>> rows =
          Stream.iterate(first, n -> n + 1).limit(100).map(n -> row(n)).toList();
      try (TableWriter writer =
              store.write(new WriteRequest(table, SCHEMA, List.of(), mode), allocator.get());
          VectorSchemaRoot batch = Batches.of(allocator.get(), SCHEMA, rows)) {
        writer.append(batch);
        writer.commit();
      }
    }
  }

  @Test
  void aDataFileThatWasCutOffIsToldByItsName() throws IOException {
    Path file = dataFile();
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2));
    failed(ErrorCode.DATA_CORRUPT, file.getFileName().toString());
  }

  @Test
  void aDataFileWithoutAByteIsToldByItsName() throws IOException {
    Path file = dataFile();
    Files.write(file, new byte[0]);
    failed(ErrorCode.DATA_CORRUPT, file.getFileName().toString());
  }

  @Test
  void aMissingDataFileIsToldByItsName() throws IOException {
    Path file = dataFile();
    Files.delete(file);
    failed(ErrorCode.DATA_CORRUPT, file.getFileName().toString());
  }

  @Test
  void aCommitThatIsNoJsonIsAnError() throws IOException {
    Files.writeString(log("00000000000000000011.json"), "{\"add\":{\"path\":");
    failed(ErrorCode.DATA_CORRUPT, "/t' is damaged");
  }

  @Test
  void aMissingCommitIsAnError() throws IOException {
    Files.delete(log("00000000000000000011.json"));
    failed(ErrorCode.DATA_CORRUPT, "/t' is damaged");
  }

  @Test
  void aCheckpointThatIsCutOffIsAnError() throws IOException {
    Path file = log("00000000000000000010.checkpoint.parquet");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
    failed(ErrorCode.DATA_CORRUPT, "/t' is damaged");
  }

  @Test
  void withoutTheHintOfTheLastCheckpointTheLogIsRead() throws IOException {
    Files.writeString(log("_last_checkpoint"), "{ not JSON");
    assertThat(rowsOfAFreshStore(new SnapshotSelector.Latest())).isEqualTo(ROWS);
    Files.writeString(log("_last_checkpoint"), "{\"version\":99,\"size\":1}");
    assertThat(rowsOfAFreshStore(new SnapshotSelector.Latest())).isEqualTo(ROWS);
    Files.delete(log("_last_checkpoint"));
    assertThat(rowsOfAFreshStore(new SnapshotSelector.Latest())).isEqualTo(ROWS);
  }

  @Test
  void aFileOutsideOfTheTableIsNotRead() throws IOException {
    Files.copy(dataFile(), directory.resolve("other.parquet"));
    for (String path :
        List.of("../other.parquet", directory.resolve("other.parquet").toUri().toString())) {
      HandMadeTable outside = table("outside-" + path.length());
      outside.file("in.parquet", parquet("optional int64 n;"), 10, 10, List.of(row(1L)));
      outside.commit(
          0,
          HandMadeTable.protocol(),
          HandMadeTable.metadata(List.of(HandMadeTable.column("n", "long")), List.of(), Map.of()),
          pointing(outside.add("in.parquet", Map.of(), null), path));
      table = outside.source();
      failed(ErrorCode.DATA_CORRUPT, "outside of the table");
    }
  }

  @Test
  void aPathThatIsNoUriIsDamage() throws IOException {
    HandMadeTable bad = table("bad");
    bad.file("in.parquet", parquet("optional int64 n;"), 10, 10, List.of(row(1L)));
    bad.commit(
        0,
        HandMadeTable.protocol(),
        HandMadeTable.metadata(List.of(HandMadeTable.column("n", "long")), List.of(), Map.of()),
        pointing(bad.add("in.parquet", Map.of(), null), "in%zz.parquet"));
    table = bad.source();
    failed(ErrorCode.DATA_CORRUPT, "in%zz.parquet");
  }

  private static ObjectNode pointing(ObjectNode add, String path) {
    ((ObjectNode) add.get("add")).put("path", path);
    return add;
  }

  private void failed(ErrorCode code, String words) {
    assertThatThrownBy(() -> rowsOfAFreshStore(new SnapshotSelector.Latest()))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  private long rowsOfAFreshStore(SnapshotSelector selector) {
    long rows = 0;
    try (DeltaOfflineStore fresh = new DeltaOfflineStore()) {
      ScanHandle scan = fresh.scan(fresh.snapshot(table, selector));
      for (Split split : fresh.splits(scan, DynamicFilter.NONE)) {
        try (BatchReader reader =
            fresh.read(scan, split, ReadRequest.all(List.of("n")), allocator.get())) {
          for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
            rows += batch.getRowCount();
            batch.close();
          }
        }
      }
    }
    return rows;
  }

  private Path dataFile() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(table.location()))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private Path log(String name) {
    return Path.of(table.location(), "_delta_log", name);
  }
}
