package dev.pitwall.testkit.batch;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchesTest {
  private static final Schema SCHEMA =
      Fields.schema(
          Fields.of("bool", Fields.BOOLEAN),
          Fields.of("tiny", Fields.TINYINT),
          Fields.of("small", Fields.SMALLINT),
          Fields.of("int", Fields.INTEGER),
          Fields.of("big", Fields.BIGINT),
          Fields.of("real", Fields.REAL),
          Fields.of("double", Fields.DOUBLE),
          Fields.of("decimal", Fields.decimal(38, 4)),
          Fields.of("text", Fields.VARCHAR),
          Fields.of("binary", Fields.VARBINARY),
          Fields.of("date", Fields.DATE),
          Fields.of("ts", Fields.TIMESTAMP),
          Fields.of("tz", Fields.TIMESTAMP_LTZ),
          Fields.list("list", Fields.REAL),
          Fields.map("map", Fields.VARCHAR, Fields.BIGINT),
          Fields.struct("struct", Fields.of("a", Fields.DATE), Fields.of("b", Fields.VARCHAR)));
  private static final List<Object> FULL =
      row(
          true,
          -7,
          300,
          70_000,
          1L << 40,
          0.5f,
          0.1,
          new BigDecimal("-12345678901234567890.1234"),
          "é",
          Bytes.of((byte) 0, (byte) -1),
          -1,
          1,
          -1,
          Arrays.asList(1.5, null),
          Map.of("x", 1L),
          Map.of("a", 3L, "b", ""));
  private static final List<Object> EMPTY = row(new Object[SCHEMA.getFields().size()]);

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();

  @Test
  void readsEveryTypeBackAsWritten() {
    assertReadsBack(SCHEMA);
  }

  @Test
  void readsTheSameFromLoweredColumns() {
    assertReadsBack(Fields.lowered(SCHEMA));
    assertThat(Fields.lowered(SCHEMA).getFields())
        .extracting(Field::getType)
        .doesNotContain(Fields.DATE);
  }

  @Test
  void refusesAValueThatDoesNotFit() {
    Schema tiny = Fields.schema(Fields.of("tiny", Fields.TINYINT));
    assertThatThrownBy(() -> Batches.of(allocator.get(), tiny, List.of(row(128))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Batches.of(allocator.get(), tiny, List.of(row("1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Batches.of(allocator.get(), tiny, List.of(row(1.0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertReadsBack(Schema schema) {
    List<List<Object>> rows = List.of(EMPTY, FULL, EMPTY, FULL, FULL);
    try (VectorSchemaRoot batch = Batches.of(allocator.get(), schema, rows)) {
      assertThat(Batches.rows(batch)).isEqualTo(rows);
      assertThat(Batches.column(batch, "big")).startsWith(null, 1L << 40);
    }
  }
}
