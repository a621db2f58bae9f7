package dev.pitwall.core.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalDayVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.apache.calcite.avatica.util.ByteString;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of the values that clients send, and which are refused. */
class ParameterConversionTest {
  private static final ArrowType BIGINT = new ArrowType.Int(64, true);
  private static final ArrowType INTEGER = new ArrowType.Int(32, true);
  private static final ArrowType SMALLINT = new ArrowType.Int(16, true);
  private static final ArrowType TINYINT = new ArrowType.Int(8, true);
  private static final ArrowType REAL = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
  private static final ArrowType DOUBLE =
      new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
  private static final ArrowType DECIMAL = new ArrowType.Decimal(4, 2, 128);
  private static final ArrowType TIMESTAMP = new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
  private static final ArrowType INSTANT = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @AutoClose private final RootAllocator allocator = new RootAllocator();
  private ZoneId zone = ZoneOffset.UTC;

  @Test
  void wholeNumbersFitByValue() {
    assertThat(converted(BIGINT, bigint(-7))).isEqualTo(-7L);
    assertThat(converted(INTEGER, bigint(Integer.MIN_VALUE))).isEqualTo(Integer.MIN_VALUE);
    assertThat(converted(SMALLINT, bigint(300))).isEqualTo((short) 300);
    assertThat(converted(TINYINT, bigint(-128))).isEqualTo((byte) -128);
    assertThat(converted(BIGINT, integer(5))).isEqualTo(5L);
    assertThat(converted(BIGINT, unsigned(9))).isEqualTo(9L);
    assertRefused(INTEGER, bigint(1L << 31), "INTEGER, which does not hold the BIGINT 2147483648");
    assertRefused(TINYINT, bigint(128), "TINYINT");
    assertRefused(BIGINT, unsigned(-1), "BIGINT");
  }

  @Test
  void floatingNumbersFitWhenNothingIsLost() {
    assertThat(converted(BIGINT, doubles(3.0))).isEqualTo(3L);
    assertRefused(BIGINT, doubles(3.5), "3.5");
    assertRefused(BIGINT, doubles(Double.NaN), "NaN");
    assertThat(converted(DOUBLE, bigint(1L << 53))).isEqualTo((double) (1L << 53));
    assertRefused(DOUBLE, bigint((1L << 53) + 1), "too many digits");
    assertThat(converted(REAL, doubles(0.5))).isEqualTo(0.5f);
    assertThat(converted(REAL, doubles(Double.NaN))).isEqualTo(Float.NaN);
    assertRefused(REAL, doubles(0.1), "too many digits");
    assertThat(converted(DOUBLE, half(1.5f))).isEqualTo(1.5);
  }

  @Test
  void decimalsFitByTheirDigits() {
    assertThat(converted(DECIMAL, decimal("1.5", 3, 1))).isEqualTo(new BigDecimal("1.50"));
    assertThat(converted(DECIMAL, bigint(99))).isEqualTo(new BigDecimal("99.00"));
    assertThat(converted(DOUBLE, decimal("1.5", 3, 1))).isEqualTo(1.5);
    assertThat(converted(BIGINT, decimal("2.0", 3, 1))).isEqualTo(2L);
    assertRefused(DECIMAL, bigint(100), "DECIMAL(4, 2)");
    assertRefused(DECIMAL, decimal("1.555", 5, 3), "DECIMAL(4, 2)");
    assertRefused(DECIMAL, doubles(0.1), "DECIMAL(4, 2)");
    assertRefused(DOUBLE, decimal("0.1", 3, 1), "too many digits");
  }

  @Test
  void textsAndBytesOfEveryLayoutAreTheSame() {
    Consumer<VarCharVector> oslo = v -> v.setSafe(0, new Text("oslo"));
    assertThat(converted(ArrowType.Utf8.INSTANCE, filled(new VarCharVector("", allocator), oslo)))
        .isEqualTo("oslo");
    assertThat(
            converted(
                ArrowType.Utf8.INSTANCE,
                filled(
                    new LargeVarCharVector("", allocator), v -> v.setSafe(0, new Text("bergen")))))
        .isEqualTo("bergen");
    assertThat(
            converted(
                ArrowType.Utf8.INSTANCE,
                filled(
                    new ViewVarCharVector("", allocator),
                    v ->
                        v.setSafe(
                            0, "a text of more than twelve".getBytes(StandardCharsets.UTF_8)))))
        .isEqualTo("a text of more than twelve");
    assertThat(
            converted(
                ArrowType.Binary.INSTANCE,
                filled(
                    new FixedSizeBinaryVector("", allocator, 2),
                    v -> v.setSafe(0, new byte[] {1, 2}))))
        .isEqualTo(new ByteString(new byte[] {1, 2}));
    assertMismatch(BIGINT, filled(new VarCharVector("", allocator), oslo), "a VARCHAR was bound");
    assertMismatch(ArrowType.Utf8.INSTANCE, bigint(1), "parameter 1 is a VARCHAR");
  }

  @Test
  void timestampsOfOtherUnitsFitToTheMicrosecond() {
    assertThat(converted(TIMESTAMP, stamp(TimeUnit.SECOND, null, 2))).isEqualTo(2_000_000L);
    assertThat(converted(TIMESTAMP, stamp(TimeUnit.MILLISECOND, null, -2))).isEqualTo(-2_000L);
    assertThat(converted(TIMESTAMP, stamp(TimeUnit.NANOSECOND, null, -5_000))).isEqualTo(-5L);
    assertThat(converted(INSTANT, stamp(TimeUnit.MICROSECOND, "Europe/Oslo", 7))).isEqualTo(7L);
    assertRefused(TIMESTAMP, stamp(TimeUnit.NANOSECOND, null, 5_001), "a fraction");
    assertRefused(TIMESTAMP, stamp(TimeUnit.SECOND, null, Long.MAX_VALUE), "TIMESTAMP(6)");
    assertMismatch(new ArrowType.Date(DateUnit.DAY), stamp(TimeUnit.SECOND, null, 0), "DATE");
  }

  @Test
  void timestampsMeetTheSessionsTimeZone() {
    zone = NEW_YORK;
    long noonUtc = micros("2020-03-07T12:00:00Z");
    long sevenLocal = micros("2020-03-07T07:00:00Z");
    assertThat(converted(TIMESTAMP, stamp(TimeUnit.MICROSECOND, "UTC", noonUtc)))
        .isEqualTo(sevenLocal);
    assertThat(converted(INSTANT, stamp(TimeUnit.MICROSECOND, null, sevenLocal)))
        .isEqualTo(noonUtc);
    assertRefused(
        INSTANT,
        stamp(TimeUnit.MICROSECOND, null, micros("2020-03-08T02:30:00Z")),
        "clocks in America/New_York skip it");
    assertRefused(
        TIMESTAMP,
        stamp(TimeUnit.MICROSECOND, "UTC", micros("2020-11-01T06:30:00Z")),
        "clocks in America/New_York show it twice");
  }

  @Test
  void datesTimesAndIntervals() {
    ArrowType date = new ArrowType.Date(DateUnit.DAY);
    assertThat(converted(date, day(3))).isEqualTo(3);
    assertThat(converted(TIMESTAMP, day(3))).isEqualTo(3 * 86_400_000_000L);
    assertThat(converted(date, dayMillis(86_400_000))).isEqualTo(1);
    assertRefused(date, dayMillis(1), "a fraction");
    assertThat(
            converted(
                new ArrowType.Time(TimeUnit.MICROSECOND, 64),
                filled(new TimeMilliVector("", allocator), v -> v.setSafe(0, 5))))
        .isEqualTo(5_000L);
    ArrowType micros = new ArrowType.Duration(TimeUnit.MICROSECOND);
    FieldType seconds = FieldType.nullable(new ArrowType.Duration(TimeUnit.SECOND));
    assertThat(
            converted(
                micros, filled(new DurationVector("", seconds, allocator), v -> v.setSafe(0, 2))))
        .isEqualTo(2_000_000L);
    assertThat(
            converted(
                micros, filled(new IntervalDayVector("", allocator), v -> v.setSafe(0, 1, 1))))
        .isEqualTo(86_400_001_000L);
    assertThat(
            converted(
                new ArrowType.Interval(IntervalUnit.YEAR_MONTH),
                filled(new IntervalYearVector("", allocator), v -> v.setSafe(0, 14))))
        .isEqualTo(14);
  }

  @Test
  void listsAreConvertedElementByElement() {
    Field longs =
        new Field(
            "",
            FieldType.nullable(ArrowType.List.INSTANCE),
            List.of(Field.nullable("element", BIGINT)));
    assertThat(rows(List.of(longs), list(1, null, 3)))
        .containsExactly(List.of(Arrays.asList(1L, null, 3L)));
    assertMismatch(BIGINT, list(1), "a INTEGER ARRAY was bound");
  }

  @Test
  void nullIsOfEveryType() {
    assertThat(converted(BIGINT, filled(new NullVector(""), v -> {}))).isNull();
    assertThat(converted(BIGINT, filled(new IntVector("", allocator), v -> v.setNull(0)))).isNull();
  }

  @Test
  void placesInADictionaryAreNoValues() {
    FieldType encoded = new FieldType(true, INTEGER, new DictionaryEncoding(1, false, null));
    assertMismatch(
        BIGINT,
        filled(new IntVector("", encoded, allocator), v -> v.setSafe(0, 0)),
        "dictionary-encoded");
  }

  @Test
  void countsTheColumns() {
    assertThatThrownBy(() -> rows(List.of(Field.nullable("?1", BIGINT))))
        .hasMessageContaining("the statement has 1 parameter, but 0 values were bound");
    assertThatThrownBy(() -> rows(List.of(), bigint(1)))
        .hasMessageContaining("the statement has 0 parameters, but 1 value was bound");
  }

  private Object converted(ArrowType declared, FieldVector sent) {
    return rows(List.of(Field.nullable("?1", declared)), sent).get(0).get(0);
  }

  private List<List<Object>> rows(List<Field> declared, FieldVector... sent) {
    try (VectorSchemaRoot root = new VectorSchemaRoot(new ArrayList<>(List.of(sent)))) {
      root.setRowCount(1);
      return new ParameterConversion(new Schema(declared), zone).rows(root);
    }
  }

  private void assertRefused(ArrowType declared, FieldVector sent, String message) {
    assertError(ErrorCode.INVALID_VALUE, declared, sent, message);
  }

  private void assertMismatch(ArrowType declared, FieldVector sent, String message) {
    assertError(ErrorCode.TYPE_MISMATCH, declared, sent, message);
  }

  private void assertError(ErrorCode code, ArrowType declared, FieldVector sent, String message) {
    assertThatThrownBy(() -> converted(declared, sent))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.code().category()).isEqualTo(ErrorCategory.USER);
            })
        .hasMessageContaining("parameter 1 is a ")
        .hasMessageContaining(message);
  }

  private static <V extends FieldVector> V filled(V vector, Consumer<V> values) {
    vector.allocateNew();
    values.accept(vector);
    vector.setValueCount(1);
    return vector;
  }

  private FieldVector bigint(long value) {
    return filled(new BigIntVector("", allocator), v -> v.setSafe(0, value));
  }

  private FieldVector integer(int value) {
    return filled(new IntVector("", allocator), v -> v.setSafe(0, value));
  }

  private FieldVector unsigned(long bits) {
    return filled(new UInt8Vector("", allocator), v -> v.setSafe(0, bits));
  }

  private FieldVector doubles(double value) {
    return filled(new Float8Vector("", allocator), v -> v.setSafe(0, value));
  }

  private FieldVector half(float value) {
    return filled(new Float2Vector("", allocator), v -> v.setSafeWithPossibleTruncate(0, value));
  }

  private FieldVector decimal(String value, int precision, int scale) {
    return filled(
        new DecimalVector("", allocator, precision, scale),
        v -> v.setSafe(0, new BigDecimal(value).setScale(scale)));
  }

  private FieldVector day(int value) {
    return filled(new DateDayVector("", allocator), v -> v.setSafe(0, value));
  }

  private FieldVector dayMillis(long value) {
    return filled(new DateMilliVector("", allocator), v -> v.setSafe(0, value));
  }

  private FieldVector stamp(TimeUnit unit, String zoneName, long value) {
    Field field = Field.nullable("", new ArrowType.Timestamp(unit, zoneName));
    return filled((TimeStampVector) field.createVector(allocator), v -> v.setSafe(0, value));
  }

  private FieldVector list(Integer... elements) {
    ListVector list = ListVector.empty("", allocator);
    list.addOrGetVector(FieldType.nullable(INTEGER));
    return filled(
        list,
        v -> {
          v.startNewValue(0);
          IntVector data = (IntVector) v.getDataVector();
          for (int i = 0; i < elements.length; i++) {
            if (elements[i] == null) {
              data.setNull(i);
            } else {
              data.setSafe(i, elements[i]);
            }
          }
          v.endValue(0, elements.length);
        });
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
