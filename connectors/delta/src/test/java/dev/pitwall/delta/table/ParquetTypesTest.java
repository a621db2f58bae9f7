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
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.KeySet;
import dev.pitwall.spi.predicate.TimeRange;
import dev.pitwall.testkit.batch.Bytes;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

/** Columns of files that are not of the type that the table says. */
class ParquetTypesTest extends DeltaTableTest {
  private static final List<String> TYPES =
      List.of(
          "boolean",
          "byte",
          "short",
          "integer",
          "long",
          "float",
          "double",
          "decimal(12,1)",
          "string",
          "binary",
          "date",
          "timestamp",
          "timestamp_ntz");
  private static final long DAY = 86_400_000_000L;

  /** How a file has a value, and what it is in tables of the types in which it can be read. */
  private record Form(String parquet, Object value, Map<String, Object> read) {}

  private static Map<String, Object> integer() {
    Map<String, Object> read = as(7L, "byte", "short", "integer", "long");
    read.put("decimal(12,1)", new BigDecimal("7.0"));
    read.put("double", 7.0);
    return read;
  }

  private static Map<String, Object> as(Object value, String... types) {
    Map<String, Object> read = new HashMap<>();
    for (String type : types) {
      read.put(type, value);
    }
    return read;
  }

  private static Map<String, Object> text() {
    Map<String, Object> read = as("é", "string");
    read.put("binary", Bytes.of((byte) 0xc3, (byte) 0xa9));
    return read;
  }

  private static Map<String, Object> day() {
    Map<String, Object> read = as(2L, "date");
    read.put("timestamp_ntz", 2 * DAY);
    return read;
  }

  private static List<Form> forms() {
    Binary letter = Binary.fromString("é");
    Map<String, Object> decimal = as(new BigDecimal("1.5"), "decimal(12,1)");
    Map<String, Object> time = as(7_000L, "timestamp", "timestamp_ntz");
    Map<String, Object> none = Map.of();
    Binary sixteen = Binary.fromConstantByteArray(new byte[16]);
    return List.of(
        new Form("boolean c", true, as(true, "boolean")),
        new Form("int32 c", 7, integer()),
        new Form("int32 c (INTEGER(8,true))", 7, integer()),
        new Form("int32 c (INTEGER(16,true))", 7, integer()),
        new Form("int32 c (INTEGER(8,false))", 7, none),
        new Form("int32 c (INTEGER(32,false))", 7, none),
        new Form("int32 c (DATE)", 2, day()),
        new Form("int32 c (TIME(MILLIS,true))", 7, none),
        new Form("int32 c (TIME(MILLIS,false))", 7, none),
        new Form("int32 c (DECIMAL(4,1))", 15, decimal),
        new Form("int64 c", 7L, integer()),
        new Form("int64 c (INTEGER(64,false))", 7L, none),
        new Form("int64 c (TIME(MICROS,true))", 7L, none),
        new Form("int64 c (TIME(NANOS,false))", 7L, none),
        new Form("int64 c (TIMESTAMP(MILLIS,true))", 7L, time),
        new Form("int64 c (TIMESTAMP(MICROS,false))", 7_000L, time),
        new Form("int64 c (TIMESTAMP(NANOS,true))", 7_000_999L, time),
        new Form("int64 c (DECIMAL(12,1))", 15L, decimal),
        new Form("float c", 1.5f, as(1.5, "float", "double")),
        new Form("double c", 1.5, as(1.5, "double")),
        new Form("binary c", letter, text()),
        new Form("binary c (STRING)", letter, text()),
        new Form("binary c (ENUM)", letter, text()),
        new Form("binary c (JSON)", letter, text()),
        new Form("binary c (BSON)", letter, as(Bytes.of((byte) 0xc3, (byte) 0xa9), "binary")),
        new Form("binary c (DECIMAL(4,1))", Binary.fromConstantByteArray(new byte[] {15}), decimal),
        new Form("fixed_len_byte_array(16) c", sixteen, as(Bytes.of(new byte[16]), "binary")),
        new Form(
            "fixed_len_byte_array(16) c (UUID)", sixteen, as(Bytes.of(new byte[16]), "binary")),
        new Form(
            "fixed_len_byte_array(12) c (INTERVAL)",
            Binary.fromConstantByteArray(new byte[12]),
            none),
        new Form(
            "fixed_len_byte_array(2) c (FLOAT16)", Binary.fromConstantByteArray(new byte[2]), none),
        new Form(
            "fixed_len_byte_array(2) c (DECIMAL(4,1))",
            Binary.fromConstantByteArray(new byte[] {0, 15}),
            decimal));
  }

  /** The right value, or an error with the names of file and column. */
  @Test
  void readsWhatWidensAndRefusesTheRest() {
    int number = 0;
    for (Form form : forms()) {
      for (String type : TYPES) {
        TableSource table = table("t" + number++, type, form.parquet(), form.value());
        String as = form.parquet() + " as " + type;
        Object expected = form.read().get(type);
        if (expected == null) {
          assertThatThrownBy(() -> reads.values(table))
              .as(as)
              .isInstanceOfSatisfying(
                  PitwallException.class,
                  e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH))
              .hasMessageContaining("f.parquet has column c as optional " + form.parquet());
        } else {
          assertThat(reads.values(table)).as(as).containsExactly(row(1L, expected));
        }
      }
    }
  }

  private TableSource table(String name, String type, String parquet, Object value) {
    HandMadeTable table = table(name);
    table.file(
        "f.parquet",
        parquet("optional int64 n; optional " + parquet + ";"),
        10,
        10,
        List.of(List.of(1L, value)));
    table.commit(
        0,
        protocol("timestampNtz"),
        metadata(List.of(column("n", "long"), column("c", type)), List.of(), Map.of()),
        table.add("f.parquet", Map.of(), null));
    return table.source();
  }

  @Test
  void refusesValuesThatDoNotFit() {
    refusesValue("decimal(4,1)", "int64 c (DECIMAL(12,1))", 123_456L, "12345.6 does not fit");
    refusesValue("decimal(4,1)", "int64 c (DECIMAL(12,3))", 1_234L, "1.234 does not fit");
    refusesValue("decimal(4,1)", "int32 c", 1_000, "1000 does not fit");
    refusesValue("timestamp", "int64 c (TIMESTAMP(MILLIS,true))", 1L << 60, "too far away");
    refusesValue("double", "int64 c", (1L << 53) + 1, "9007199254740993 does not fit");
    refusesValue("double", "int64 c", Long.MAX_VALUE, "does not fit into the DOUBLE");
    refusesValue("byte", "int32 c", 200, "200 does not fit");
  }

  private void refusesValue(String type, String parquet, Object value, String message) {
    TableSource table = table("unfit" + value, type, parquet, value);
    assertThatThrownBy(() -> reads.values(table))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPT))
        .hasMessageContaining("f.parquet")
        .hasMessageContaining(message);
  }

  /** Its bounds would be compared with what they are no bounds of. */
  @Test
  void looksForNothingInAColumnOfAnotherType() {
    for (String parquet : List.of("binary c (STRING)", "int64 c (TIMESTAMP(MICROS,true))")) {
      Object value = parquet.startsWith("binary") ? Binary.fromString("text") : (Object) 7L;
      TableSource table = table("other" + parquet.length(), "long", parquet, value);
      DynamicFilter filter = new Filter("", TimeRange.ALL, List.of(new KeySet("c", 100, 100)));
      assertThatThrownBy(() -> reads.rows(table, new RowSelection.All(), filter))
          .isInstanceOfSatisfying(
              PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH));
      ScanHandle scan = store.scan(reads.latest(table));
      Split split = store.splits(scan, filter).get(0);
      try (var reader = store.read(scan, split, ReadRequest.all(List.of("n")), allocator.get());
          var batch = reader.next()) {
        assertThat(batch.getRowCount()).as("without it").isEqualTo(1);
      }
    }
  }

  @Test
  void refusesColumnsOfOtherParquetFiles() {
    HandMadeTable table = table("files");
    table.file("a.parquet", parquet("optional int64 c;"), 10, 10, List.of(List.of(1L)));
    table.file("b.parquet", parquet("optional binary c (STRING);"), 10, 10, List.of(row("x")));
    assertThatThrownBy(() -> reads.values(files(table)))
        .isInstanceOf(PitwallException.class)
        .hasMessageContaining("b.parquet has column c as optional binary c (STRING)")
        .hasMessageContaining("write the file again");
  }

  @Test
  void namesWhatIsNotReadOfParquetFiles() {
    for (Map.Entry<String, String> column :
        Map.of(
                "optional int64 c (TIME(MICROS,true))", "times of day",
                "optional int32 c (TIME(MILLIS,false))", "times of day",
                "optional fixed_len_byte_array(2) c (FLOAT16)", "floats of 16 bits",
                "optional fixed_len_byte_array(12) c (INTERVAL)", "intervals",
                "repeated int32 c", "columns that repeat")
            .entrySet()) {
      HandMadeTable table = table("no" + column.getKey().hashCode());
      table.file("a.parquet", parquet(column.getKey() + ";"), 10, 10, List.of(row()));
      assertThatThrownBy(() -> reads.latest(files(table)))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_TYPE))
          .hasMessageContaining("column c: " + column.getValue());
    }
  }

  private static TableSource files(HandMadeTable table) {
    return new TableSource(SourceFormat.PARQUET, table.directory().toString(), Map.of());
  }
}
