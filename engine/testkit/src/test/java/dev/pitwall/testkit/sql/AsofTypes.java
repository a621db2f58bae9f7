package dev.pitwall.testkit.sql;

import dev.pitwall.testkit.batch.Bytes;
import dev.pitwall.testkit.batch.Fields;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** What an ASOF JOIN compares, with few values, so that ties are common, and the extreme ones. */
enum AsofTypes {
  BOOLEAN(Fields.BOOLEAN, null, List.of(false, true)),
  TINYINT(Fields.TINYINT, Object::toString, List.of(-128L, -1L, 0L, 1L, 3L, 127L)),
  INTEGER(Fields.INTEGER, Object::toString, List.of(-7L, 0L, 1L, 2L, 5L, 2_000_000_000L)),
  BIGINT(
      Fields.BIGINT,
      Object::toString,
      List.of(Long.MIN_VALUE / 2, -1L, 0L, 1L, 2L, 9L, Long.MAX_VALUE / 2)),
  WHOLE_EXTREMES(Fields.BIGINT, null, List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE)),
  REAL(Fields.REAL, null, List.of(-1.5, -0.0, 0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY)),
  DOUBLE(
      Fields.DOUBLE,
      null,
      List.of(
          Double.NEGATIVE_INFINITY,
          -Double.MAX_VALUE,
          -1.5,
          -Double.MIN_VALUE,
          -0.0,
          0.0,
          0.1,
          1e300,
          Double.NaN,
          Double.POSITIVE_INFINITY)),
  DECIMAL(Fields.decimal(18, 2), null, decimals("-9999999999999999.99", "-0.01", "0.00", "0.10")),
  WIDE_DECIMAL(
      Fields.decimal(38, 4),
      null,
      decimals(
          "-9999999999999999999999999999999999.9999",
          "-1.0000",
          "0.0000",
          "0.0001",
          "1844674407370955.1616",
          "9999999999999999999999999999999999.9999")),
  VARCHAR(Fields.VARCHAR, null, List.of("", "a", "ab", "b", "é", "日本", "🏁")),
  VARBINARY(Fields.VARBINARY, null, List.of(bytes(), bytes(0), bytes(0, -1), bytes(1), bytes(-1))),
  DATE(Fields.DATE, days -> "INTERVAL '" + days + "' DAY", List.of(-40L, 0L, 1L, 2L, 20_000L)),
  TIMESTAMP(
      Fields.TIMESTAMP,
      micros -> "INTERVAL '0.00000" + micros + "' SECOND(2, 6)",
      List.of(-3L, 0L, 1L, 2L, 3L, 5L, 8L, 1_600_000_000_000_000L)),
  INTEGER_WITH_DOUBLE(
      Fields.INTEGER, Fields.DOUBLE, List.of(-1L, 0L, 1L, 2L), List.of(-0.5, -0.0, 0.0, 1.0, 1.5)),
  BIGINT_WITH_DOUBLE(
      Fields.BIGINT,
      Fields.DOUBLE,
      List.of(1L << 53, (1L << 53) + 1, Long.MAX_VALUE),
      List.of(0x1p53, 0x1p63, Double.NaN)),
  REAL_WITH_DOUBLE(
      Fields.REAL, Fields.DOUBLE, List.of(0.5, (double) 0.1f), List.of(0.1, 0.5, (double) 0.1f)),
  DECIMAL_WITH_DOUBLE(
      Fields.decimal(10, 1), Fields.DOUBLE, decimals("0.1", "0.3", "0.5"), List.of(0.1, 0.3, 0.5)),
  DECIMAL_WITH_BIGINT(
      Fields.decimal(10, 1),
      Fields.BIGINT,
      decimals("-0.5", "0.0", "0.5", "1.0"),
      List.of(-1L, 0L, 1L, Long.MAX_VALUE)),
  SCALES(
      Fields.decimal(8, 1),
      Fields.decimal(9, 3),
      decimals("-0.5", "0.0", "0.5", "1.0"),
      decimals("-0.500", "0.001", "0.499", "1.000")),
  TINYINT_WITH_BIGINT(
      Fields.TINYINT, Fields.BIGINT, List.of(-128L, 0L, 127L), List.of(-129L, 0L, 126L, 1000L));

  private final ArrowType feature;
  private final ArrowType spine;
  private final LongFunction<String> distance;
  private final List<?> featureValues;
  private final List<?> spineValues;

  AsofTypes(ArrowType type, DistanceText distance, List<?> values) {
    this.feature = type;
    this.spine = type;
    this.distance = distance == null ? null : distance::of;
    this.featureValues = values;
    this.spineValues = values;
  }

  AsofTypes(ArrowType feature, ArrowType spine, List<?> featureValues, List<?> spineValues) {
    this.feature = feature;
    this.spine = spine;
    this.distance = null;
    this.featureValues = featureValues;
    this.spineValues = spineValues;
  }

  /** How a distance is written in SQL. */
  @FunctionalInterface
  interface DistanceText {
    String of(Long distance);
  }

  private static List<BigDecimal> decimals(String... values) {
    return Arrays.stream(values).map(BigDecimal::new).toList();
  }

  private static Bytes bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Bytes.of(bytes);
  }

  ArrowType feature() {
    return feature;
  }

  ArrowType spine() {
    return spine;
  }

  boolean hasDistance() {
    return distance != null;
  }

  String distance(long length) {
    return distance.apply(length);
  }

  /** A feature value in the type in which it is compared with the spine's. */
  Object common(Object featureValue) {
    return spine instanceof ArrowType.FloatingPoint
        ? (Object) ((Number) featureValue).doubleValue()
        : featureValue;
  }

  Object featureValue(Random random) {
    return value(featureValues, random);
  }

  Object spineValue(Random random) {
    return value(spineValues, random);
  }

  private static Object value(List<?> values, Random random) {
    return random.nextInt(9) == 0 ? null : values.get(random.nextInt(values.size()));
  }
}
