package dev.pitwall.delta.table;

import static dev.pitwall.delta.table.HandMadeTable.column;
import static dev.pitwall.delta.table.HandMadeTable.metadata;
import static dev.pitwall.delta.table.HandMadeTable.protocol;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.KeySet;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.predicate.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns whose names in files are not those of the table. */
class ColumnMappingTest extends DeltaTableTest {
  private static final MessageType FILE =
      parquet("optional int64 col_1 = 1; optional binary col_3 (STRING) = 3;");

  private static Map<String, Object> mapped(String name, Object type, int id) {
    return column(
        name,
        type,
        Map.of("delta.columnMapping.id", id, "delta.columnMapping.physicalName", "col_" + id));
  }

  /** A table partitioned by {@code day}, whose column {@code number} was called otherwise once. */
  private HandMadeTable mapped(String mode) {
    HandMadeTable table = table("mapped");
    List<Map<String, Object>> before =
        List.of(mapped("n", "long", 1), mapped("day", "date", 2), mapped("Text", "string", 3));
    List<Map<String, Object>> after =
        List.of(
            mapped("number", "long", 1),
            mapped("day", "date", 2),
            mapped("Text", "string", 3),
            mapped("n", "double", 4));
    Map<String, String> settings =
        Map.of("delta.columnMapping.mode", mode, "delta.columnMapping.maxColumnId", "4");
    for (int file = 0; file < 2; file++) {
      long first = 10L * file;
      table.file(
          "f" + file + ".parquet",
          FILE,
          100,
          100,
          LongStream.range(first, first + 10).mapToObj(n -> row(n, "t" + n)).toList());
    }
    table.commit(
        0,
        protocol("columnMapping"),
        metadata(before, List.of("day"), settings),
        table.add("f0.parquet", Map.of("col_2", "2024-01-01"), statistics(0, 9)));
    table.commit(
        1,
        metadata(after, List.of("day"), settings),
        table.add("f1.parquet", Map.of("col_2", "2024-01-02"), statistics(10, 19)));
    return table;
  }

  private static String statistics(long minimum, long maximum) {
    return "{\"numRecords\":10,\"minValues\":{\"col_1\":%d},\"maxValues\":{\"col_1\":%d}}"
        .formatted(minimum, maximum);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "id"})
  void readsRenamedAndNewColumnsOfOldFiles(String mode) {
    List<List<Object>> rows = reads.values(mapped(mode).source());
    assertThat(rows).hasSize(20);
    assertThat(rows.get(0)).isEqualTo(row(0L, 19_723L, "t0", null));
    assertThat(rows.get(19)).isEqualTo(row(19L, 19_724L, "t19", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "id"})
  void prunesByTheNamesOfTheTable(String mode) {
    HandMadeTable table = mapped(mode);
    ScanHandle scan = store.scan(reads.latest(table.source()));
    List<Split> splits = store.splits(scan, DynamicFilter.NONE);
    assertThat(splits.get(1).range("number")).contains(new ColumnRange(10L, 19L));
    assertThat(splits.get(1).range("n")).isEmpty();
    assertThat(splits.get(1).range("day")).contains(new ColumnRange(19_724L, 19_724L));
    Predicate above = new Predicate.Comparison("number", ComparisonOperator.GREATER, 9L);
    ScanHandle pushed = store.pushFilter(scan, above).orElseThrow().handle();
    assertThat(store.splits(pushed, DynamicFilter.NONE))
        .extracting(Split::ordinal)
        .containsExactly(1);
    DynamicFilter keys = new Filter("", TimeRange.ALL, List.of(new KeySet("number", 3, 5)));
    assertThat(reads.rows(table.source(), new RowSelection.All(), keys))
        .extracting(TableReads.Row::ordinal)
        .containsOnly(0);
  }

  /** A field of a row, renamed since, within all that can be nested. */
  @ParameterizedTest
  @ValueSource(strings = {"name", "id"})
  void readsRenamedFieldsOfRows(String mode) {
    HandMadeTable table = table("nested");
    Map<String, Object> fields =
        Map.of(
            "type", "struct", "fields", List.of(mapped("x", "long", 3), mapped("y", "string", 4)));
    Map<String, Object> array =
        Map.of("type", "array", "elementType", fields, "containsNull", true);
    Map<String, Object> map =
        Map.of("type", "map", "keyType", "string", "valueType", fields, "valueContainsNull", true);
    String group = "{ optional int64 col_3 = 3; optional binary col_4 (STRING) = 4; }";
    table.file(
        "f.parquet",
        parquet(
            "optional group col_1 = 1 "
                + group
                + " optional group col_5 (LIST) = 5 { repeated group list { optional group element "
                + group
                + " } } optional group col_6 (MAP) = 6 { repeated group key_value { required binary key (STRING);"
                + " optional group value "
                + group
                + " } }"),
        10,
        10,
        List.of(row(row(7L, "a"), row(row(row(8L, "b"))), row(row("k", row(9L, "c"))))));
    table.commit(
        0,
        protocol("columnMapping"),
        metadata(
            List.of(mapped("r", fields, 1), mapped("l", array, 5), mapped("m", map, 6)),
            List.of(),
            Map.of("delta.columnMapping.mode", mode, "delta.columnMapping.maxColumnId", "6")),
        table.add("f.parquet", Map.of(), null));
    assertThat(reads.values(table.source()))
        .containsExactly(
            row(
                Map.of("x", 7L, "y", "a"),
                List.of(Map.of("x", 8L, "y", "b")),
                Map.of("k", Map.of("x", 9L, "y", "c"))));
  }

  /** As files of another format have it that were made a table later. */
  @Test
  void findsColumnsByTheirNumbersWhateverFilesCallThem() {
    HandMadeTable table = table("numbers");
    table.file(
        "f.parquet",
        parquet("optional int64 col_2 = 1; optional int64 old = 2;"),
        10,
        10,
        List.of(row(100L, 2L)));
    table.commit(
        0,
        protocol("columnMapping"),
        metadata(
            List.of(mapped("one", "long", 1), mapped("two", "long", 2), mapped("three", "long", 3)),
            List.of(),
            Map.of("delta.columnMapping.mode", "id", "delta.columnMapping.maxColumnId", "3")),
        table.add("f.parquet", Map.of(), null));
    DynamicFilter keys = new Filter("", TimeRange.ALL, List.of(new KeySet("two", 2, 2)));
    assertThat(reads.rows(table.source(), new RowSelection.All(), keys))
        .extracting(TableReads.Row::values)
        .containsExactly(row(100L, 2L, null));
  }
}
