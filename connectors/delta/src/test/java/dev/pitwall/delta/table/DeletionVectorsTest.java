package dev.pitwall.delta.table;

import static dev.pitwall.delta.table.HandMadeTable.column;
import static dev.pitwall.delta.table.HandMadeTable.metadata;
import static dev.pitwall.delta.table.HandMadeTable.protocol;
import static dev.pitwall.delta.table.HandMadeTable.remove;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.testkit.batch.Fields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;

/** Rows that a later commit deleted without a new file. */
class DeletionVectorsTest extends DeltaTableTest {
  private static final MessageType FILE = parquet("optional int64 n;");
  private static final List<Map<String, Object>> COLUMNS = List.of(column("n", "long"));

  private HandMadeTable numbers(int groupRows, long... counts) {
    HandMadeTable table = table("numbers");
    long first = 0;
    for (int i = 0; i < counts.length; i++) {
      long start = first;
      first += counts[i];
      List<List<Object>> rows = LongStream.range(start, first).mapToObj(n -> row(n)).toList();
      table.file("f" + i + ".parquet", FILE, 50, groupRows, rows);
      if (i == 0) {
        table.commit(
            0,
            protocol("deletionVectors"),
            metadata(COLUMNS, List.of(), Map.of("delta.enableDeletionVectors", "true")),
            table.add("f0.parquet", Map.of(), records(counts[0])));
      } else {
        table.commit(i, table.add("f" + i + ".parquet", Map.of(), records(counts[i])));
      }
    }
    return table;
  }

  private static String records(long count) {
    return "{\"numRecords\":" + count + "}";
  }

  @Test
  void refusesToWriteByTheNameOfTheFeature() {
    HandMadeTable table = numbers(1_000, 10);
    WriteRequest request =
        new WriteRequest(
            table.source(),
            Fields.schema(Fields.of("n", Fields.BIGINT)),
            List.of(),
            WriteRequest.Mode.APPEND);

    assertThatThrownBy(() -> store.write(request, allocator.get()))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
        .hasMessageContaining("its writers have to know deletionVectors;");
  }

  @Test
  void leavesOutTheRowsOfAVectorInTheCommit() {
    HandMadeTable table = numbers(1_000, 10);
    table.commit(
        1,
        remove("f0.parquet"),
        table.add("f0.parquet", records(10), DeletionVector.inline(0, 3, 4, 9)));
    List<TableReads.Row> rows =
        reads.rows(table.source(), new RowSelection.All(), DynamicFilter.NONE);
    assertThat(rows).extracting(TableReads.Row::position).containsExactly(1, 2, 5, 6, 7, 8);
    assertThat(rows).extracting(r -> r.values().get(0)).containsExactly(1L, 2L, 5L, 6L, 7L, 8L);
    assertThat(reads.latest(table.source()).rowCount()).hasValue(6);
  }

  @Test
  void leavesOutTheRowsOfAVectorInAFileAcrossRowGroups() {
    HandMadeTable table = numbers(100, 1_000);
    long[] deleted =
        LongStream.range(0, 1_000).filter(n -> n % 100 == 99 || n / 100 == 4 || n == 500).toArray();
    table.commit(
        1,
        remove("f0.parquet"),
        table.add("f0.parquet", records(1_000), DeletionVector.file(table.directory(), deleted)));
    Set<Long> gone = Set.copyOf(LongStream.of(deleted).boxed().toList());
    List<TableReads.Row> rows =
        reads.rows(table.source(), new RowSelection.All(), DynamicFilter.NONE);
    assertThat(rows)
        .extracting(r -> r.values().get(0))
        .containsExactlyElementsOf(
            LongStream.range(0, 1_000).filter(n -> !gone.contains(n)).boxed().toList());
    assertThat(rows)
        .allSatisfy(
            r -> assertThat(r.values().get(0)).isEqualTo(100L * r.ordinal() + r.position()));
    assertThat(reads.latest(table.source()).rowCount()).hasValue(1_000 - deleted.length);
  }

  @Test
  void readsRowsByPositionWhereOthersAreDeleted() {
    HandMadeTable table = numbers(1_000, 200);
    table.commit(
        1,
        remove("f0.parquet"),
        table.add("f0.parquet", records(200), DeletionVector.inline(1, 2, 150)));
    RowSelection selection = new RowSelection.Positions(new int[] {0, 3, 149, 151, 199});
    assertThat(reads.rows(table.source(), selection, DynamicFilter.NONE))
        .extracting(r -> r.values().get(0))
        .containsExactly(0L, 3L, 149L, 151L, 199L);
  }

  /** A delete is no write: whoever was committed last stays the last. */
  @Test
  void aFileKeepsItsPlaceInCommitOrder() {
    HandMadeTable table = numbers(1_000, 3, 3, 3);
    table.commit(
        3, remove("f0.parquet"), table.add("f0.parquet", records(3), DeletionVector.inline(1)));
    assertThat(reads.values(table.source()))
        .containsExactly(row(0L), row(2L), row(3L), row(4L), row(5L), row(6L), row(7L), row(8L));
  }

  @Test
  void aNewVectorReplacesTheOld() {
    HandMadeTable table = numbers(1_000, 4);
    DeletionVector first = DeletionVector.inline(1);
    table.commit(1, remove("f0.parquet"), table.add("f0.parquet", records(4), first));
    assertThat(reads.values(table.source())).containsExactly(row(0L), row(2L), row(3L));
    table.commit(
        2,
        remove("f0.parquet", first),
        table.add("f0.parquet", records(4), DeletionVector.inline(0, 1, 2, 3)));
    assertThat(reads.values(table.source())).isEmpty();
  }
}
