package dev.pitwall.core.parameter;

import dev.pitwall.core.function.SessionTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.avatica.util.ByteString;

/**
 * How values of one type become values of another without loss. A conversion takes what {@link
 * SentColumn} reads, never null, and gives the lowered representation; it throws
 * ArithmeticException for a value that the other type does not hold.
 */
final class Conversions {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final Set<ArrowTypeID> NUMBERS =
      EnumSet.of(ArrowTypeID.Int, ArrowTypeID.FloatingPoint, ArrowTypeID.Decimal);
  private static final Set<ArrowTypeID> TEXTS =
      EnumSet.of(ArrowTypeID.Utf8, ArrowTypeID.LargeUtf8, ArrowTypeID.Utf8View);
  private static final Set<ArrowTypeID> BINARIES =
      EnumSet.of(
          ArrowTypeID.Binary,
          ArrowTypeID.LargeBinary,
          ArrowTypeID.BinaryView,
          ArrowTypeID.FixedSizeBinary);
  private static final Set<ArrowTypeID> LISTS =
      EnumSet.of(
          ArrowTypeID.List, ArrowTypeID.LargeList, ArrowTypeID.FixedSizeList, ArrowTypeID.ListView);

  private final ZoneId zone;
  private final boolean toNearestFloats;

  private Conversions(ZoneId zone, boolean toNearestFloats) {
    this.zone = zone;
    this.toNearestFloats = toNearestFloats;
  }

  /**
   * Conversions without loss.
   *
   * @param zone in which timestamps without a zone are read
   */
  static Conversions exact(ZoneId zone) {
    return new Conversions(zone, false);
  }

  /** Conversions without loss but for REAL and DOUBLE, which take the nearest value they have. */
  static Conversions toNearestFloats(ZoneId zone) {
    return new Conversions(zone, true);
  }

  /** The conversion between two types; empty when there is none. */
  Optional<UnaryOperator<Object>> between(Field sent, Field declared) {
    ArrowTypeID from = sent.getType().getTypeID();
    if (sent.getDictionary() != null) {
      return Optional.empty(); // its vector holds places in a dictionary, not values
    }
    if (from == ArrowTypeID.Null) {
      return Optional.of(value -> value); // has none but NULL
    }
    return switch (declared.getType().getTypeID()) {
      case Int -> when(NUMBERS.contains(from), whole((ArrowType.Int) declared.getType()));
      case FloatingPoint -> when(NUMBERS.contains(from), floating(declared));
      case Decimal -> when(NUMBERS.contains(from), decimal((ArrowType.Decimal) declared.getType()));
      case Bool -> when(from == ArrowTypeID.Bool, value -> value);
      case Utf8 -> when(TEXTS.contains(from), value -> value);
      case Binary -> when(BINARIES.contains(from), value -> new ByteString((byte[]) value));
      case List -> LISTS.contains(from) ? list(sent, declared) : Optional.empty();
      case Struct -> from == ArrowTypeID.Struct ? row(sent, declared) : Optional.empty();
      case Map -> from == ArrowTypeID.Map ? map(sent, declared) : Optional.empty();
      default -> time(sent.getType(), declared.getType());
    };
  }

  private Optional<UnaryOperator<Object>> time(ArrowType sent, ArrowType declared) {
    ArrowTypeID from = sent.getTypeID();
    return switch (declared.getTypeID()) {
      case Date -> when(from == ArrowTypeID.Date, day -> Math.toIntExact((Long) day));
      case Time -> when(from == ArrowTypeID.Time, micros -> micros);
      case Timestamp -> timestamp(sent, hasZone(declared));
      case Duration ->
          when(from == ArrowTypeID.Duration || isInterval(sent, IntervalUnit.DAY_TIME), m -> m);
      case Interval ->
          when(isInterval(sent, IntervalUnit.YEAR_MONTH), months -> Math.toIntExact((Long) months));
      default -> Optional.empty();
    };
  }

  private static Optional<UnaryOperator<Object>> when(
      boolean possible, UnaryOperator<Object> conversion) {
    return possible ? Optional.of(conversion) : Optional.empty();
  }

  private static UnaryOperator<Object> whole(ArrowType.Int type) {
    return switch (type.getBitWidth()) {
      case 8 -> value -> exact(value).byteValueExact();
      case 16 -> value -> exact(value).shortValueExact();
      case 32 -> value -> exact(value).intValueExact();
      default -> value -> value instanceof Long ? value : (Object) exact(value).longValueExact();
    };
  }

  private UnaryOperator<Object> floating(Field declared) {
    boolean isSingle =
        ((ArrowType.FloatingPoint) declared.getType()).getPrecision()
            == FloatingPointPrecision.SINGLE;
    if (toNearestFloats) {
      return isSingle ? v -> ((Number) v).floatValue() : v -> ((Number) v).doubleValue();
    }
    return value -> {
      double widest = value instanceof Double d ? d : exactDouble(exact(value));
      return isSingle ? (Object) exactFloat(widest) : (Object) widest;
    };
  }

  private static double exactDouble(BigDecimal value) {
    double nearest = value.doubleValue();
    if (Double.isInfinite(nearest) || new BigDecimal(nearest).compareTo(value) != 0) {
      throw new ArithmeticException("it has too many digits");
    }
    return nearest;
  }

  private static float exactFloat(double value) {
    float nearest = (float) value;
    if (Double.compare(nearest, value) != 0) {
      throw new ArithmeticException("it has too many digits");
    }
    return nearest;
  }

  private static UnaryOperator<Object> decimal(ArrowType.Decimal type) {
    return value -> {
      BigDecimal scaled = exact(value).setScale(type.getScale(), RoundingMode.UNNECESSARY);
      if (scaled.precision() > type.getPrecision()) {
        throw new ArithmeticException("it has too many digits");
      }
      return scaled;
    };
  }

  private static BigDecimal exact(Object number) {
    if (number instanceof Double floating) {
      if (!Double.isFinite(floating)) {
        throw new ArithmeticException("it is no number");
      }
      return new BigDecimal(floating);
    }
    return number instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) number;
  }

  private Optional<UnaryOperator<Object>> list(Field sent, Field declared) {
    return between(sent.getChildren().get(0), declared.getChildren().get(0))
        .map(element -> value -> elements((List<?>) value, element));
  }

  private static List<Object> elements(List<?> sent, UnaryOperator<Object> conversion) {
    List<Object> elements = new ArrayList<>(sent.size());
    sent.forEach(value -> elements.add(converted(value, conversion)));
    return elements;
  }

  /** Fields are found by name, as columns are, and those that were not sent are NULL. */
  private Optional<UnaryOperator<Object>> row(Field sent, Field declared) {
    SentFields fields = new SentFields(sent.getChildren());
    if (!fields.areAmong(declared.getChildren())) {
      return Optional.empty();
    }
    List<UnaryOperator<Object>> parts = new ArrayList<>();
    for (Field field : declared.getChildren()) {
      Optional<UnaryOperator<Object>> part = part(fields.indexOf(field), sent, field);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(row -> parts.stream().map(part -> part.apply(row)).toArray());
  }

  private Optional<UnaryOperator<Object>> part(int index, Field sent, Field declared) {
    if (index < 0) {
      return Optional.of(row -> null);
    }
    return between(sent.getChildren().get(index), declared)
        .map(conversion -> row -> converted(((List<?>) row).get(index), conversion));
  }

  private Optional<UnaryOperator<Object>> map(Field sent, Field declared) {
    List<Field> from = sent.getChildren().get(0).getChildren();
    List<Field> to = declared.getChildren().get(0).getChildren();
    return between(from.get(0), to.get(0))
        .flatMap(
            key ->
                between(from.get(1), to.get(1))
                    .map(value -> entries -> entries((List<?>) entries, key, value)));
  }

  private static Map<Object, Object> entries(
      List<?> sent, UnaryOperator<Object> key, UnaryOperator<Object> value) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (Object entry : sent) {
      List<?> pair = (List<?>) entry;
      Object name = converted(pair.get(0), key);
      if (entries.containsKey(name)) {
        throw new ArithmeticException("it has the key " + name + " twice");
      }
      entries.put(name, converted(pair.get(1), value));
    }
    return entries;
  }

  private static Object converted(Object sent, UnaryOperator<Object> conversion) {
    return sent == null ? null : conversion.apply(sent);
  }

  /** A date is its midnight. */
  private Optional<UnaryOperator<Object>> timestamp(ArrowType sent, boolean isInstant) {
    if (sent.getTypeID() == ArrowTypeID.Date) {
      return Optional.of(
          day -> {
            long midnight = Math.multiplyExact((Long) day, MICROS_PER_DAY);
            return isInstant ? instant(midnight) : midnight;
          });
    }
    if (sent.getTypeID() != ArrowTypeID.Timestamp || hasZone(sent) == isInstant) {
      return when(sent.getTypeID() == ArrowTypeID.Timestamp, micros -> micros);
    }
    return Optional.of(
        isInstant ? micros -> instant((Long) micros) : micros -> local((Long) micros));
  }

  private Object instant(long local) {
    long instant = SessionTime.instantAt(local, zone);
    if (SessionTime.timestampAt(instant, zone) != local) {
      throw new ArithmeticException("clocks in " + zone + " skip it");
    }
    return instant;
  }

  private Object local(long instant) {
    long local = SessionTime.timestampAt(instant, zone);
    if (SessionTime.instantAt(local, zone) != instant) {
      throw new ArithmeticException("clocks in " + zone + " show it twice");
    }
    return local;
  }

  private static boolean hasZone(ArrowType timestamp) {
    return timestamp instanceof ArrowType.Timestamp type && type.getTimezone() != null;
  }

  private static boolean isInterval(ArrowType type, IntervalUnit unit) {
    return type instanceof ArrowType.Interval interval && interval.getUnit() == unit;
  }
}
