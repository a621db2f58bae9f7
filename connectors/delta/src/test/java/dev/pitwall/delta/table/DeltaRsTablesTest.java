package dev.pitwall.delta.table;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.RowSelection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables that delta-rs wrote, in the version of requirements.txt. */
class DeltaRsTablesTest extends DeltaTableTest {
  private static final long START_MICROS = 1_704_067_200_000_000L;
  private static final List<String> CITIES = Arrays.asList("a b", "ü/%", null, "plain");

  /** Partitions with odd names, a checkpoint, a delete, a new column, and files put together. */
  @Test
  void readsWhatBecameOfATable() throws IOException, InterruptedException {
    DeltaRs.run("tables.py", directory.toString());
    TableSource table =
        new TableSource(SourceFormat.DELTA, directory.resolve("visits").toString(), Map.of());
    List<List<Object>> expected = new ArrayList<>();
    for (long n = 0; n < 124; n++) {
      String city = n < 120 ? CITIES.get((int) (n % 4)) : "plain";
      Double price = n % 5 == 0 ? null : (Double) (n / 2.0);
      String added = n < 120 ? null : "wxyz".substring((int) n - 120, (int) n - 119);
      if (n < 20 || n >= 30) {
        expected.add(row(n, START_MICROS + n, price, city, added)); // delta-rs puts city there
      }
    }
    assertThat(reads.values(table)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(reads.latest(table).rowCount()).hasValue(expected.size());
    List<TableReads.Row> late =
        reads.rows(
            table,
            new RowSelection.All(),
            Filter.times("at", START_MICROS + 118, START_MICROS + 121));
    assertThat(late).extracting(r -> r.values().get(0)).contains(118L, 119L, 120L, 121L);
  }
}
