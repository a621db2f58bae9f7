package dev.pitwall.core.type;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Spells Arrow types as SQL does, for messages and listings. */
public final class SqlTypeNames {
  private SqlTypeNames() {}

  /** The column's type, in a spelling that CREATE reads; Arrow's own where SQL has no such type. */
  public static String of(Field field) {
    List<Field> children = field.getChildren();
    return switch (field.getType().getTypeID()) {
      case List -> of(children.get(0)) + " ARRAY";
      case Map -> {
        List<Field> entry = children.get(0).getChildren();
        yield "MAP<" + of(entry.get(0)) + ", " + of(entry.get(1)) + ">";
      }
      case Struct ->
          children.stream()
              .map(child -> child.getName() + " " + of(child))
              .collect(Collectors.joining(", ", "ROW(", ")"));
      default -> ofScalar(field.getType());
    };
  }

  private static String ofScalar(ArrowType type) {
    return switch (type.getTypeID()) {
      case Bool -> "BOOLEAN";
      case Int -> ofInteger((ArrowType.Int) type);
      case FloatingPoint -> ofFloat((ArrowType.FloatingPoint) type);
      case Decimal -> ofDecimal((ArrowType.Decimal) type);
      case Utf8 -> "VARCHAR";
      case Binary -> "VARBINARY";
      case Date -> "DATE";
      case Time -> "TIME(" + digits(((ArrowType.Time) type).getUnit()) + ")";
      case Timestamp -> ofTimestamp((ArrowType.Timestamp) type);
      case Duration -> "INTERVAL DAY TO SECOND";
      case Interval -> ofInterval((ArrowType.Interval) type);
      default -> type.toString();
    };
  }

  private static String ofInteger(ArrowType.Int type) {
    if (!type.getIsSigned()) {
      return type.toString();
    }
    return switch (type.getBitWidth()) {
      case 8 -> "TINYINT";
      case 16 -> "SMALLINT";
      case 32 -> "INTEGER";
      default -> "BIGINT";
    };
  }

  private static String ofFloat(ArrowType.FloatingPoint type) {
    if (type.getPrecision() == FloatingPointPrecision.HALF) {
      return type.toString();
    }
    return type.getPrecision() == FloatingPointPrecision.SINGLE ? "REAL" : "DOUBLE";
  }

  private static String ofDecimal(ArrowType.Decimal type) {
    return "DECIMAL(" + type.getPrecision() + ", " + type.getScale() + ")";
  }

  private static String ofTimestamp(ArrowType.Timestamp type) {
    String name = type.getTimezone() == null ? "TIMESTAMP" : "TIMESTAMP_LTZ";
    return name + "(" + digits(type.getUnit()) + ")";
  }

  private static String ofInterval(ArrowType.Interval type) {
    return type.getUnit() == IntervalUnit.YEAR_MONTH ? "INTERVAL YEAR TO MONTH" : type.toString();
  }

  private static int digits(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 0;
      case MILLISECOND -> 3;
      case MICROSECOND -> 6;
      case NANOSECOND -> 9;
    };
  }
}
