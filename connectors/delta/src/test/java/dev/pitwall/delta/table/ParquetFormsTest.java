package dev.pitwall.delta.table;

import static dev.pitwall.delta.table.HandMadeTable.column;
import static dev.pitwall.delta.table.HandMadeTable.metadata;
import static dev.pitwall.delta.table.HandMadeTable.protocol;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.RowSelection;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;

/** Forms of values that our own writer does not write. */
class ParquetFormsTest extends DeltaTableTest {
  private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);
  private static final int JULIAN_EPOCH = 2_440_588;

  private static Binary int96(long micros) {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(Math.floorMod(micros, DAY_MICROS) * 1_000);
    bytes.putInt((int) Math.floorDiv(micros, DAY_MICROS) + JULIAN_EPOCH);
    return Binary.fromConstantByteArray(bytes.array());
  }

  @Test
  void readsAndNeverPrunesTimestampsOfTwelveBytes() {
    List<Long> times = new ArrayList<>();
    times.add(null);
    for (long time :
        new long[] {
          -62_135_596_800_000_000L, -1L, 0L, 1L, 1_700_000_000_123_456L, 253_402_300_799_999_999L
        }) {
      times.add(time);
    }
    HandMadeTable table = table("int96");
    MessageType file = parquet("optional int96 at;");
    table.file(
        "f.parquet",
        file,
        2,
        4,
        times.stream().map(t -> row(t == null ? null : (Object) int96(t))).toList());
    table.commit(
        0,
        protocol(),
        metadata(List.of(column("at", "timestamp")), List.of(), Map.of()),
        table.add("f.parquet", Map.of(), null));
    assertThat(reads.values(table.source()))
        .containsExactlyElementsOf(times.stream().map(t -> row(t)).toList());
    assertThat(
            reads.rows(table.source(), new RowSelection.All(), Filter.times("at", 0L, 1L)).stream()
                .map(r -> r.values().get(0)))
        .contains(0L, 1L);
  }

  @Test
  void findsColumnsWhateverTheirCase() {
    HandMadeTable table = table("cases");
    table.file("a.parquet", parquet("optional int64 Id; optional int32 n;"), 10, 10, rows(1L, 2));
    table.file("b.parquet", parquet("optional int32 N; optional int64 ID;"), 10, 10, rows(4, 3L));
    TableSource files =
        new TableSource(SourceFormat.PARQUET, table.directory().toString(), Map.of());
    assertThat(reads.values(files)).containsExactly(row(1L, 2L), row(3L, 4L));
    table.file("c.parquet", parquet("optional int64 ID; optional int64 iD;"), 10, 10, rows(5L, 6L));
    assertThatThrownBy(() -> reads.values(files))
        .hasMessageContaining("c.parquet")
        .hasMessageContaining("the columns ID and iD may both be Id");
  }

  @Test
  void prunesByColumnsOfAnotherCase() {
    HandMadeTable table = table("pruned");
    table.file("a.parquet", parquet("optional int64 at (TIMESTAMP(MICROS,true));"), 1, 1, rows(1L));
    table.file(
        "b.parquet",
        parquet("optional int64 AT (TIMESTAMP(MICROS,true));"),
        1,
        1,
        List.of(row(2L), row(500L)));
    TableSource files =
        new TableSource(SourceFormat.PARQUET, table.directory().toString(), Map.of());
    assertThat(
            reads.rows(files, new RowSelection.All(), Filter.times("at", 400L, 600L)).stream()
                .map(r -> r.values().get(0)))
        .containsExactly(500L);
  }

  private static List<List<Object>> rows(Object... values) {
    return List.of(List.of(values));
  }

  @Test
  void widensWhatOlderFilesHaveNarrow() {
    HandMadeTable table = table("widened");
    table.file(
        "narrow.parquet",
        parquet("optional int32 n; optional float x; optional int32 d (DECIMAL(4,1));"),
        10,
        10,
        List.of(Arrays.asList(7, null, 15)));
    table.file(
        "wide.parquet",
        parquet("optional int64 n; optional double x; optional int64 d (DECIMAL(12,1));"),
        10,
        10,
        List.of(row(1L << 40, 0.5, 10_000_000_000L)));
    table.commit(
        0,
        protocol("typeWidening"),
        metadata(
            List.of(column("n", "long"), column("x", "double"), column("d", "decimal(12,1)")),
            List.of(),
            Map.of("delta.enableTypeWidening", "true")),
        table.add("narrow.parquet", Map.of(), null),
        table.add("wide.parquet", Map.of(), null));
    assertThat(reads.values(table.source()))
        .containsExactly(
            row(7L, null, new BigDecimal("1.5")),
            row(1L << 40, 0.5, new BigDecimal("1000000000.0")));
  }

  @Test
  void readsPartitionValuesOfEveryType() {
    HandMadeTable table = table("partitioned");
    MessageType file = parquet("optional int64 n;");
    Map<String, String> values =
        Map.of(
            "text", "a b/ü%",
            "day", "1969-12-31",
            "at", "2024-01-01 00:00:00.123456",
            "price", "-1.50",
            "flag", "true",
            "whole", "-3",
            "real", "1.5E-3");
    Map<String, String> nulls = new HashMap<>();
    values.keySet().forEach(name -> nulls.put(name, null));
    table.file("text=a b%2F%C3%BC%25/f 1.parquet", file, 10, 10, List.of(row(1L)));
    table.file("f2.parquet", file, 10, 10, List.of(row(2L)));
    table.commit(
        0,
        protocol(),
        metadata(
            List.of(
                column("n", "long"),
                column("text", "string"),
                column("day", "date"),
                column("at", "timestamp"),
                column("price", "decimal(6,2)"),
                column("flag", "boolean"),
                column("whole", "short"),
                column("real", "double")),
            List.of("text", "day", "at", "price", "flag", "whole", "real"),
            Map.of()),
        table.add("text=a%20b%252F%25C3%25BC%2525/f%201.parquet", values, null),
        table.add("f2.parquet", nulls, null));
    assertThat(reads.values(table.source()))
        .containsExactly(
            row(
                1L,
                "a b/ü%",
                -1L,
                1_704_067_200_123_456L,
                new BigDecimal("-1.50"),
                true,
                -3L,
                0.0015),
            row(2L, null, null, null, null, null, null, null));
  }

  /** The large ones would be negative. */
  @Test
  void refusesUnsignedIntegers() {
    for (String type : List.of("int64 u (INTEGER(64,false))", "int32 u (INTEGER(32,false))")) {
      HandMadeTable table = table(type.substring(0, 5));
      table.file("f.parquet", parquet("optional " + type + ";"), 10, 10, List.of(row()));
      TableSource files =
          new TableSource(SourceFormat.PARQUET, table.directory().toString(), Map.of());
      assertThatThrownBy(() -> reads.latest(files))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_TYPE))
          .hasMessageContaining("column u: unsigned integers");
    }
  }

  /** The first file says what the columns are. */
  @Test
  void refusesNumbersThatDoNotFitIntoTheColumn() {
    widened("int32 n", "int64 n", 7L, 5_000_000_000L);
    widened("int32 n (INTEGER(8,true))", "int32 n", 7, 300);
    widened("int32 n (INTEGER(16,true))", "int64 n", 7L, -40_000L);
  }

  private void widened(String first, String second, Object fits, Object large) {
    HandMadeTable table = table("widened" + large);
    TableSource files =
        new TableSource(SourceFormat.PARQUET, table.directory().toString(), Map.of());
    table.file("a.parquet", parquet("optional " + first + ";"), 10, 10, List.of(List.of(1)));
    MessageType wide = parquet("optional " + second + ";");
    table.file("b.parquet", wide, 10, 10, List.of(List.of(fits)));
    assertThat(reads.values(files)).hasSize(2);
    table.file("c.parquet", wide, 10, 10, List.of(List.of(large)));
    assertThatThrownBy(() -> reads.values(files))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPT))
        .hasMessageContaining("c.parquet: the number " + large + " does not fit");
  }

  @Test
  void namesAFeatureThatIsNotKnown() {
    HandMadeTable table = table("unknown");
    table.commit(
        0, protocol("teleportation"), metadata(List.of(column("n", "long")), List.of(), Map.of()));
    assertThatThrownBy(() -> reads.latest(table.source()))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
        .hasMessageContaining("teleportation");
  }

  @Test
  void namesADataFileThatIsMissing() throws IOException {
    HandMadeTable table = table("missing");
    table.file("f.parquet", parquet("optional int64 n;"), 10, 10, List.of(row(1L)));
    table.commit(
        0,
        protocol(),
        metadata(List.of(column("n", "long")), List.of(), Map.of()),
        table.add("f.parquet", Map.of(), null));
    Files.delete(table.directory().resolve("f.parquet"));
    assertThatThrownBy(() -> reads.values(table.source()))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPT))
        .hasMessageContaining("f.parquet");
  }
}
