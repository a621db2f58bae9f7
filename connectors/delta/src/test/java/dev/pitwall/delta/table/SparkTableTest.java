package dev.pitwall.delta.table;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.WriteRequest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A table that delta-spark 4.4.0 wrote (src/test/python/spark_table.py): deletion vectors, column
 * mapping, v2 checkpoints, widened types, timestamps without zone.
 */
class SparkTableTest extends DeltaTableTest {
  private static final long START_MICROS = 1_704_067_200_000_000L;

  private TableSource table;

  @BeforeEach
  void unpack() throws IOException {
    try (InputStream in = SparkTableTest.class.getResourceAsStream("spark.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path path = directory.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(path.getParent());
          Files.copy(zip, path);
        }
      }
    }
    String location = directory.resolve("spark").toString();
    table = new TableSource(SourceFormat.DELTA, location, Map.of());
  }

  @Test
  void readsAsSparkDoes() {
    List<List<Object>> expected = new ArrayList<>();
    for (long id = 0; id < 70; id++) {
      if (id % 7 != 3) {
        expected.add(
            row(
                id,
                START_MICROS + id,
                START_MICROS + 123_456,
                BigDecimal.valueOf(id * 25, 2),
                id,
                id == 42 ? "changed" : "n" + id,
                List.of("a", Long.toString(id)),
                id % 2 == 0 ? "a b" : "ü/%"));
      }
    }
    expected.add(row(1_000L, 1_717_200_000_000_000L, null, null, 3_000_000_000L, null, null, null));
    assertThat(reads.values(table)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(reads.latest(table).rowCount()).hasValue(61);
    assertThat(
            reads.rows(
                table,
                new RowSelection.All(),
                Filter.times("event_ts", START_MICROS + 69, START_MICROS + 70)))
        .extracting(found -> found.values().get(0))
        .contains(69L);
  }

  @Test
  void readsOlderVersionsAndRefusesToWrite() {
    assertThat(store.snapshot(table, new SnapshotSelector.AtVersion(7)).rowCount()).hasValue(70);
    assertThatThrownBy(
            () ->
                store.write(
                    new WriteRequest(
                        table, reads.latest(table).schema(), List.of(), WriteRequest.Mode.APPEND),
                    allocator.get()))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isIn(ErrorCode.NOT_SUPPORTED, ErrorCode.UNSUPPORTED_TYPE));
  }
}
