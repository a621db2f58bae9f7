package dev.pitwall.testkit.generate;

import dev.pitwall.testkit.batch.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows of any schema: NULLs, extremes, empty and odd text, NaN, short arrays. */
public final class RandomRows {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int FIRST_DAY = -719_162; // 0001-01-01
  private static final int LAST_DAY = 2_932_896; // 9999-12-31
  private static final double NULL_SHARE = 0.15;
  private static final double EDGE_SHARE = 0.1;
  private static final List<String> TEXTS =
      List.of(
          "", " ", "a", "ab", "\u0000", "é", "日本", "🏁", "\uE000", "it's \"quoted\"\\,\n", "null");
  private static final List<Double> REALS =
      List.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  private final Random random;

  public RandomRows(Random random) {
    this.random = random;
  }

  /** So many rows. */
  public List<List<Object>> rows(Schema schema, int count) {
    return IntStream.range(0, count).mapToObj(i -> row(schema)).toList();
  }

  private List<Object> row(Schema schema) {
    List<Object> row = new ArrayList<>();
    schema.getFields().forEach(field -> row.add(value(field)));
    return row;
  }

  private Object value(Field field) {
    if (field.isNullable() && random.nextDouble() < NULL_SHARE) {
      return null;
    }
    return switch (field.getType().getTypeID()) {
      case List -> list(field.getChildren().get(0));
      case Map -> map(field.getChildren().get(0));
      case Struct -> struct(field);
      default -> scalar(field.getType());
    };
  }

  private Object scalar(ArrowType type) {
    return switch (type.getTypeID()) {
      case Bool -> random.nextBoolean();
      case Int -> integer(((ArrowType.Int) type).getBitWidth());
      case FloatingPoint -> real((ArrowType.FloatingPoint) type);
      case Decimal -> decimal((ArrowType.Decimal) type);
      case Utf8 -> text();
      case Binary -> binary();
      case Date -> day();
      case Timestamp -> day() * DAY_MICROS + random.nextLong(DAY_MICROS);
      default -> throw new IllegalArgumentException("no values are made of " + type);
    };
  }

  private boolean edge() {
    return random.nextDouble() < EDGE_SHARE;
  }

  private Long integer(int bits) {
    long any =
        edge() ? (random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE) : random.nextLong();
    return any >> (Long.SIZE - bits);
  }

  private Double real(ArrowType.FloatingPoint type) {
    double any = edge() ? REALS.get(random.nextInt(REALS.size())) : random.nextGaussian();
    return type.getPrecision() == FloatingPointPrecision.SINGLE ? (double) (float) any : any;
  }

  private BigDecimal decimal(ArrowType.Decimal type) {
    BigInteger bound = BigInteger.TEN.pow(type.getPrecision());
    BigInteger digits =
        edge()
            ? bound.subtract(BigInteger.ONE)
            : new BigInteger(bound.bitLength(), random).mod(bound);
    return new BigDecimal(random.nextBoolean() ? digits : digits.negate(), type.getScale());
  }

  private String text() {
    return edge() ? "long ".repeat(200) : TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private Bytes binary() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private long day() {
    return edge()
        ? (random.nextBoolean() ? FIRST_DAY : LAST_DAY)
        : random.nextInt(FIRST_DAY, LAST_DAY);
  }

  private List<Object> list(Field element) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(value(element));
    }
    return list;
  }

  private Map<Object, Object> map(Field entries) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(value(entries.getChildren().get(0)), value(entries.getChildren().get(1)));
    }
    return map;
  }

  private Map<String, Object> struct(Field field) {
    Map<String, Object> struct = new LinkedHashMap<>();
    field.getChildren().forEach(child -> struct.put(child.getName(), value(child)));
    return struct;
  }
}
