package dev.pitwall.testkit.generate;

import dev.pitwall.testkit.batch.Bytes;
import dev.pitwall.testkit.batch.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Join keys of mixed types from few values, chosen so that parts run together as text would be
 * confused: (1, 11) and (11, 1), 'a' 'bc' and 'ab' 'c', the extremes, the empty string.
 */
final class KeyPool {
  private static final Map<ArrowType, List<Object>> VALUES =
      Map.of(
          Fields.BIGINT,
          longs(1, 11, 111, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32),
          Fields.INTEGER,
          longs(1, 11, 111, 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE),
          Fields.SMALLINT,
          longs(1, 11, 111, 0, -1, Short.MAX_VALUE, Short.MIN_VALUE),
          Fields.VARCHAR,
          List.of("a", "ab", "abc", "bc", "c", "", "A", "é", "1", "11", "a\u0000"),
          Fields.DATE,
          longs(0, 1, 11, -1, 19_723),
          Fields.TIMESTAMP,
          longs(0, 1, 11, -1, 1_700_000_000_000_000L),
          Fields.BOOLEAN,
          List.of(true, false),
          Fields.decimal(20, 2),
          decimals("0.01", "1.00", "11.00", "-1.00", "999999999999999.99"),
          Fields.VARBINARY,
          List.of(Bytes.of(), Bytes.of((byte) 0), Bytes.of((byte) 0, (byte) -1)));
  private static final List<ArrowType> TYPES =
      List.of(
          Fields.BIGINT,
          Fields.BIGINT,
          Fields.BIGINT,
          Fields.INTEGER,
          Fields.SMALLINT,
          Fields.VARCHAR,
          Fields.VARCHAR,
          Fields.DATE,
          Fields.TIMESTAMP,
          Fields.BOOLEAN,
          Fields.decimal(20, 2),
          Fields.VARBINARY);
  private static final double NULL_SHARE = 0.05;

  private final Random random;
  private final List<Field> fields;

  KeyPool(Random random) {
    this.random = random;
    int parts = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3);
    boolean alike = random.nextBoolean();
    ArrowType first = nextType();
    this.fields =
        IntStream.range(0, parts)
            .mapToObj(i -> Fields.of("k" + i, alike || i == 0 ? first : nextType()))
            .toList();
  }

  /** The key columns: none to three. */
  List<Field> fields() {
    return fields;
  }

  /** A key, rarely with a NULL part. */
  List<Object> next() {
    List<Object> key = new ArrayList<>();
    for (Field field : fields) {
      List<Object> values = VALUES.get(field.getType());
      boolean isNull = random.nextDouble() < NULL_SHARE;
      key.add(isNull ? null : values.get(nextIndex(values.size())));
    }
    return key;
  }

  private ArrowType nextType() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  /** Favours the values at the front, which are the confusable ones. */
  private int nextIndex(int size) {
    return Math.min(random.nextInt(size), random.nextInt(size));
  }

  private static List<Object> longs(long... values) {
    return LongStream.of(values).<Object>mapToObj(Long::valueOf).toList();
  }

  private static List<Object> decimals(String... values) {
    return List.of(values).stream().<Object>map(BigDecimal::new).toList();
  }
}
