package dev.pitwall.delta.table;

import static dev.pitwall.delta.table.HandMadeTable.column;
import static dev.pitwall.delta.table.HandMadeTable.metadata;
import static dev.pitwall.delta.table.HandMadeTable.protocol;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.KeySet;
import dev.pitwall.spi.predicate.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that a dynamic filter excludes are not read; rows that it wants always are. */
class PagePruningTest extends DeltaTableTest {
  private static final int ROWS = 10_000;
  private static final MessageType FILE =
      parquet(
          """
          optional int64 at (TIMESTAMP(MICROS,true));
          optional int64 millis (TIMESTAMP(MILLIS,true));
          optional int64 k;
          optional binary text (STRING);
          optional int32 small;
          """);
  private static final List<Map<String, Object>> COLUMNS =
      List.of(
          column("at", "timestamp"),
          column("millis", "timestamp"),
          column("k", "long"),
          column("text", "string"),
          column("small", "integer"));

  /** Ascending times, keys that come in stretches, NULLs in all columns. */
  private static List<List<Object>> rows(Random random) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      List<Object> row = new ArrayList<>();
      row.add(random.nextInt(50) == 0 ? null : (Object) (1_000L * i + random.nextInt(500)));
      row.add(random.nextInt(50) == 0 ? null : (Object) (long) i);
      row.add(i / 1_000 % 3 == 1 ? null : (Object) (long) (i / 500 + random.nextInt(2)));
      row.add(random.nextInt(9) == 0 ? null : "text of row " + i);
      row.add(random.nextInt(9) == 0 ? null : (Object) i);
      rows.add(row);
    }
    return rows;
  }

  private HandMadeTable table(List<List<Object>> rows) {
    HandMadeTable table = table("pages");
    table.file("f.parquet", FILE, 200, ROWS, rows);
    table.commit(
        0,
        protocol("deletionVectors"),
        metadata(COLUMNS, List.of(), Map.of()),
        table.add("f.parquet", Map.of(), null));
    return table;
  }

  private static List<Object> asRead(List<Object> row) {
    List<Object> read = new ArrayList<>(row);
    read.set(1, row.get(1) == null ? null : (Object) ((Long) row.get(1) * 1_000));
    read.set(4, row.get(4) == null ? null : (Object) ((Integer) row.get(4)).longValue());
    return read;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsEveryRowThatIsWantedInItsPlace(long seed) {
    Random random = new Random(seed);
    List<List<Object>> rows = rows(random);
    HandMadeTable table = table(rows);
    long from = 1_000L * random.nextInt(ROWS);
    long to = from + 1_000L * random.nextInt(2_000);
    String time = random.nextBoolean() ? "at" : "millis";
    long key = random.nextInt(20);
    List<KeySet> keys = random.nextBoolean() ? List.of() : List.of(new KeySet("k", key, key + 3));
    DynamicFilter filter = new Filter(time, new TimeRange(from, to), keys);

    List<TableReads.Row> read = reads.rows(table.source(), new RowSelection.All(), filter);

    assertThat(read)
        .allSatisfy(r -> assertThat(r.values()).isEqualTo(asRead(rows.get(r.position()))));
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      List<Object> row = asRead(rows.get(i));
      Long at = (Long) row.get(time.equals("at") ? 0 : 1);
      Long k = (Long) row.get(2);
      boolean inKeys = keys.isEmpty() || (k != null && k >= key && k <= key + 3);
      if (at != null && at >= from && at <= to && inKeys) {
        wanted.add(i);
      }
    }
    assertThat(read).extracting(TableReads.Row::position).containsAll(wanted);
  }

  @Test
  void readsLittleMoreThanThePagesWanted() {
    HandMadeTable table = table(rows(new Random(9)));
    reads.rows(table.source(), new RowSelection.All(), DynamicFilter.NONE);
    long all = reads.bytesRead();
    List<TableReads.Row> read =
        reads.rows(
            table.source(), new RowSelection.All(), Filter.times("at", 5_000_000L, 5_100_000L));
    assertThat(read).hasSizeBetween(100, 600);
    assertThat(reads.bytesRead()).isPositive().isLessThan(all / 10);
  }

  @Test
  void leavesDeletedRowsOutOfThePagesWanted() {
    List<List<Object>> rows = rows(new Random(10));
    HandMadeTable table = table(rows);
    table.commit(
        1,
        HandMadeTable.remove("f.parquet"),
        table.add("f.parquet", null, DeletionVector.inline(0, 4_999, 5_000, 5_001, 5_099, 9_999)));
    DynamicFilter filter = Filter.times("at", 4_950_000L, 5_200_000L);
    assertThat(reads.rows(table.source(), new RowSelection.All(), filter))
        .extracting(TableReads.Row::position)
        .contains(4_998, 5_002, 5_098, 5_100)
        .doesNotContain(4_999, 5_000, 5_001, 5_099);
  }

  @Test
  void readsSingleRowsOfFewPages() {
    List<List<Object>> rows = rows(new Random(11));
    HandMadeTable table = table(rows);
    int[] positions = {0, 199, 200, 7_654, 9_999};
    List<TableReads.Row> read =
        reads.rows(table.source(), new RowSelection.Positions(positions), DynamicFilter.NONE);
    assertThat(read)
        .extracting(TableReads.Row::position)
        .containsExactly(0, 199, 200, 7_654, 9_999);
    assertThat(read)
        .allSatisfy(r -> assertThat(r.values()).isEqualTo(asRead(rows.get(r.position()))));
  }
}
