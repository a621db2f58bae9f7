package dev.pitwall.delta.write;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How large files become, and what is in which. */
class DeltaTableWriterTest {
  private static final Schema SCHEMA =
      Fields.schema(
          Fields.of("k", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("text", Fields.VARCHAR));
  private static final int BATCHES = 20;
  private static final int ROWS = 2_000;

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir private Path directory;
  private final Random random = new Random(11);

  @Test
  void finishesAFileThatIsLargeEnough() {
    TableVersion table = written(Map.of("target_file_size", "1 MB"));
    assertThat(table.files()).hasSizeBetween(2, 8);
    assertThat(table.files()).allMatch(file -> file.size() < 3 << 20);
    assertThat(table.rowCount()).hasValue(BATCHES * ROWS);
  }

  @Test
  void sortsTheRowsOfAllBatches() {
    TableVersion table = written(Map.of("target_file_size", "1 MB", "sort_by", "k"));
    assertThat(table.rowCount()).hasValue(BATCHES * ROWS);
    List<ColumnRange> ranges = new ArrayList<>();
    for (DataFile file : table.files()) {
      ranges.add(file.range(table.column("k")).orElseThrow());
    }
    ranges.sort(Comparator.comparing(range -> (Long) range.minimum()));
    for (int i = 1; i < ranges.size(); i++) {
      assertThat((Long) ranges.get(i).minimum())
          .isGreaterThanOrEqualTo((Long) ranges.get(i - 1).maximum());
    }
  }

  private TableVersion written(Map<String, String> options) {
    TableSource source =
        new TableSource(SourceFormat.DELTA, directory.resolve("t").toString(), options);
    try (DeltaOfflineStore store = new DeltaOfflineStore()) {
      WriteRequest request = new WriteRequest(source, SCHEMA, List.of(), WriteRequest.Mode.CREATE);
      try (TableWriter writer = store.write(request, allocator.get())) {
        for (int batch = 0; batch < BATCHES; batch++) {
          try (VectorSchemaRoot rows = Batches.of(allocator.get(), SCHEMA, rows())) {
            writer.append(rows);
          }
        }
        writer.commit();
      }
      return (TableVersion) store.snapshot(source, new SnapshotSelector.Latest());
    }
  }

  /** Texts that do not compress. */
  private List<List<Object>> rows() {
    return IntStream.range(0, ROWS)
        .mapToObj(
            i ->
                row(
                    (long) random.nextInt(1_000),
                    (long) i,
                    random
                        .ints(60, 'a', 'z')
                        .collect(
                            StringBuilder::new,
                            StringBuilder::appendCodePoint,
                            StringBuilder::append)
                        .toString()))
        .toList();
  }
}
