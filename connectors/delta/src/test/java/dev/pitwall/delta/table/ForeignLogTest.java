package dev.pitwall.delta.table;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.ColumnRange;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;

/** What only other writers put into a log. */
class ForeignLogTest extends DeltaTableTest {
  private static final MessageType NUMBERS = parquet("optional int64 n;");

  /** delta-rs makes them doubles, which round, or whole numbers of 64 bits. */
  @Test
  void boundsOfLongDecimalsCountForNothing() {
    HandMadeTable table = table("decimals");
    table.file("a.parquet", NUMBERS, 10, 10, List.of(row(1L)));
    table.commit(
        0,
        HandMadeTable.protocol(),
        HandMadeTable.metadata(
            List.of(
                HandMadeTable.column("n", "long"),
                HandMadeTable.column("short", "decimal(15,2)"),
                HandMadeTable.column("long", "decimal(38,2)"),
                HandMadeTable.column("whole", "decimal(25,0)")),
            List.of(),
            Map.of()),
        table.add(
            "a.parquet",
            Map.of(),
            "{\"numRecords\":1,\"minValues\":{\"short\":-0.05,\"long\":-1e+20,\"whole\":-9223372036854775808},"
                + "\"maxValues\":{\"short\":1.5,\"long\":1.2345678901234567e+19,\"whole\":-9223372036854775808}}"));
    TableVersion version = (TableVersion) reads.latest(table.source());
    DataFile file = version.files().get(0);
    assertThat(file.range(version.column("short")))
        .hasValue(new ColumnRange(new BigDecimal("-0.05"), new BigDecimal("1.5")));
    assertThat(file.range(version.column("long"))).isEmpty();
    assertThat(file.range(version.column("whole"))).isEmpty();
  }

  /** Others write them as texts, which are no zeros. */
  @Test
  void boundsMayBeTexts() {
    HandMadeTable table = table("texts");
    table.file("a.parquet", NUMBERS, 10, 10, List.of(row(7L)));
    table.commit(
        0,
        HandMadeTable.protocol(),
        HandMadeTable.metadata(
            List.of(
                HandMadeTable.column("n", "long"),
                HandMadeTable.column("price", "decimal(6,2)"),
                HandMadeTable.column("small", "integer"),
                HandMadeTable.column("huge", "long")),
            List.of(),
            Map.of()),
        table.add(
            "a.parquet",
            Map.of(),
            "{\"numRecords\":1,\"minValues\":{\"n\":\"7\",\"price\":\"1.50\",\"small\":\"x\",\"huge\":18446744073709551617},"
                + "\"maxValues\":{\"n\":\"7\",\"price\":\"2.50\",\"small\":9,\"huge\":18446744073709551618}}"));
    TableVersion version = (TableVersion) reads.latest(table.source());
    DataFile file = version.files().get(0);
    assertThat(file.range(version.column("n"))).hasValue(new ColumnRange(7L, 7L));
    assertThat(file.range(version.column("price")))
        .hasValue(new ColumnRange(new BigDecimal("1.50"), new BigDecimal("2.50")));
    assertThat(file.range(version.column("small"))).isEmpty();
    assertThat(file.range(version.column("huge"))).isEmpty();
  }

  @Test
  void partitionsAreReadAsTheyAreWritten() {
    read("timestamp", "0001-01-01 00:00:00.000001", -62_135_596_799_999_999L);
    read("timestamp", "9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999L);
    read("timestamp", "1969-12-31 23:59:59.999999", -1L);
    read("double", "inf", Double.POSITIVE_INFINITY);
    read("double", "-inf", Double.NEGATIVE_INFINITY);
    read("double", "-Infinity", Double.NEGATIVE_INFINITY);
    read("double", "NaN", Double.NaN);
    read("string", " ", " ");
  }

  /** Delta's protocol says so, and other readers do. */
  @Test
  void anEmptyPartitionIsNull() {
    read("string", "", null);
    read("long", "", null);
  }

  private void read(String type, String text, Object expected) {
    HandMadeTable table = table(type + Integer.toHexString(text.hashCode()));
    table.file("a.parquet", NUMBERS, 10, 10, List.of(row(1L)));
    table.commit(
        0,
        HandMadeTable.protocol(),
        HandMadeTable.metadata(
            List.of(HandMadeTable.column("n", "long"), HandMadeTable.column("p", type)),
            List.of("p"),
            Map.of()),
        table.add("a.parquet", Collections.singletonMap("p", text), null));
    assertThat(reads.values(table.source())).containsExactly(Arrays.asList(1L, expected));
  }

  /** The log may lack the newest commits, which the catalog has. */
  @Test
  void aTableOfACatalogIsNotRead() {
    HandMadeTable table = table("catalog");
    table.commit(
        0,
        HandMadeTable.protocol("catalogManaged"),
        HandMadeTable.metadata(List.of(HandMadeTable.column("n", "long")), List.of(), Map.of()));
    assertThatThrownBy(() -> reads.latest(table.source()))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
        .hasMessageContaining("through its catalog alone (catalogManaged)");
  }
}
