package dev.pitwall.redis.value;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.redis.wire.MalformedBytesException;
import dev.pitwall.redis.wire.ProtoTimestamp;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values against the bytes that Feast 0.66 makes. */
class GoldenValuesTest {
  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();

  @Test
  void writesScalarsAsFeastDoes() {
    assertBytes(Fields.REAL, 0.5, "350000003f");
    assertBytes(Fields.BIGINT, 7, "2007");
    assertBytes(Fields.BIGINT, -1, "20ffffffffffffffffff01");
    assertBytes(Fields.VARCHAR, "ab", "12026162");
    assertBytes(Fields.DOUBLE, 1.5, "29000000000000f83f");
    assertBytes(Fields.BOOLEAN, false, "3800");
    assertBytes(Fields.TIMESTAMP, 1_650_000_000_000_000L, "408081e49206");
    assertBytes(Fields.BIGINT, null, "");
  }

  @Test
  void writesListsAsFeastDoes() {
    Field list = Fields.list("f", Fields.REAL);
    assertThat(hex(list, List.of(0.5, 1.0))).isEqualTo("82010a0a080000003f0000803f");
    assertThat(hex(list, List.of())).isEqualTo("820100");
  }

  @Test
  void addsMicrosecondsWhereFeastPassesThemOver() {
    assertThat(hex(Fields.of("f", Fields.TIMESTAMP), 1_650_000_000_000_005L))
        .isEqualTo("408081e49206" + "c8a90705");
  }

  @Test
  void writesTimestampsAsFeastDoes() {
    byte[] bytes = ProtoTimestamp.toBytes(1_650_000_000_005_000L);
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("088081e4920610c096b102");
    for (long micros : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
      assertThat(ProtoTimestamp.toMicros(ProtoTimestamp.toBytes(micros))).isEqualTo(micros);
    }
  }

  @Test
  void readsListsThatAreNotPacked() {
    assertThat(read(Fields.list("f", Fields.BIGINT), "72" + "04" + "0807" + "0808"))
        .isEqualTo(List.of(7L, 8L));
  }

  @Test
  void readsNullHoweverItIsWritten() {
    assertThat(read(Fields.of("f", Fields.BIGINT), "")).isNull();
    assertThat(read(Fields.of("f", Fields.BIGINT), "980100")).isNull();
    String noTime = "80808080808080808001";
    assertThat(read(Fields.of("f", Fields.TIMESTAMP), "40" + noTime)).isNull();
    assertThat(read(Fields.list("f", Fields.TIMESTAMP_LTZ), "92010d" + "0a0b" + "07" + noTime))
        .isEqualTo(Arrays.asList(7_000_000L, null));
    assertThat(read(Fields.list("f", Fields.DATE), "92010d" + "0a0b" + "00" + noTime))
        .isEqualTo(Arrays.asList(0L, null));
  }

  @Test
  void takesOtherWidthsWhereTheValueStaysTheSame() {
    assertThat(read(Fields.of("f", Fields.BIGINT), "1807")).isEqualTo(7L);
    assertThat(read(Fields.of("f", Fields.TINYINT), "2007")).isEqualTo(7L);
    assertThat(read(Fields.of("f", Fields.DOUBLE), "350000003f")).isEqualTo(0.5);
    assertThat(read(Fields.of("f", Fields.decimal(9, 2)), "e20203312e35"))
        .isEqualTo(new BigDecimal("1.50"));
    assertMalformed(Fields.of("f", Fields.TINYINT), "208001");
    assertMalformed(Fields.of("f", Fields.REAL), "299a9999999999b93f");
    assertMalformed(Fields.of("f", Fields.decimal(9, 2)), "e20205312e333335");
    assertMalformed(Fields.of("f", Fields.decimal(9, 2)), "e2020b3145393939393939393939");
    assertMalformed(Fields.of("f", Fields.DATE), "4001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12026162", "3801", "2007", "408081e49206", "820100", "e2020131", "ff"})
  void refusesValuesOfAnotherKind(String hex) {
    assertMalformed(Fields.of("f", Fields.DOUBLE), hex);
  }

  @Test
  void refusesTextThatIsNoUtf8() {
    assertMalformed(Fields.of("f", Fields.VARCHAR), "1202c328");
    assertMalformed(Fields.list("f", Fields.VARCHAR), "62040a02c328");
  }

  /** Every cut of every value is refused or NULL, and reads nothing beyond. */
  @Test
  void refusesValuesThatAreCut() {
    Field list = Fields.list("f", Fields.VARCHAR);
    byte[] whole = bytes(list, List.of("one", "two"));
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(list, cut)).isInstanceOf(MalformedBytesException.class);
    }
  }

  private void assertBytes(ArrowType type, Object value, String hex) {
    Field field = Fields.of("f", type);
    assertThat(hex(field, value)).isEqualTo(hex);
    assertThat(read(field, hex)).isEqualTo(row(value).get(0));
  }

  private void assertMalformed(Field field, String hex) {
    assertThatThrownBy(() -> read(field, hex)).isInstanceOf(MalformedBytesException.class);
  }

  private String hex(Field field, Object value) {
    return HexFormat.of().formatHex(bytes(field, value));
  }

  private byte[] bytes(Field field, Object value) {
    try (VectorSchemaRoot batch =
        Batches.of(allocator.get(), Fields.schema(field), List.of(row(value)))) {
      return ValueWriter.toBytes(batch.getVector(0), 0);
    }
  }

  private Object read(Field field, String hex) {
    return read(field, HexFormat.of().parseHex(hex));
  }

  private Object read(Field field, byte[] bytes) {
    try (VectorSchemaRoot batch = VectorSchemaRoot.create(Fields.schema(field), allocator.get())) {
      batch.allocateNew();
      boolean present = new ValueReader().read(bytes, batch.getVector(0), 0);
      batch.setRowCount(1);
      assertThat(batch.getVector(0).isNull(0)).isEqualTo(!present);
      return Batches.rows(batch).get(0).get(0);
    }
  }
}
