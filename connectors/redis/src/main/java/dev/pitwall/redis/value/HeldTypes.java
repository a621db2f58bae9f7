package dev.pitwall.redis.value;

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The types that a {@code Value} can hold, and those that a key can. */
public final class HeldTypes {
  private static final int DECIMAL_BITS = 128;

  private HeldTypes() {}

  /** Whether {@link ValueWriter} writes values of the type and {@link ValueReader} reads them. */
  public static boolean isHeld(Field field) {
    return switch (field.getType().getTypeID()) {
      case List, Struct -> field.getChildren().stream().allMatch(HeldTypes::isHeld);
      case Map -> isHeldMap(field.getChildren().get(0));
      default -> isHeldScalar(field.getType());
    };
  }

  /** Feast's map has text for keys. */
  private static boolean isHeldMap(Field entries) {
    return entries.getChildren().get(0).getType() instanceof ArrowType.Utf8
        && isHeld(entries.getChildren().get(1));
  }

  /** Whether the type can be part of a key: floating-point numbers are no identity. */
  public static boolean isKey(ArrowType type) {
    return isHeldScalar(type) && !(type instanceof ArrowType.FloatingPoint);
  }

  private static boolean isHeldScalar(ArrowType type) {
    return switch (type.getTypeID()) {
      case Bool, Utf8, Binary -> true;
      case Int -> ((ArrowType.Int) type).getIsSigned();
      case FloatingPoint ->
          ((ArrowType.FloatingPoint) type).getPrecision() != FloatingPointPrecision.HALF;
      case Decimal -> ((ArrowType.Decimal) type).getBitWidth() == DECIMAL_BITS;
      case Date -> ((ArrowType.Date) type).getUnit() == DateUnit.DAY;
      case Timestamp -> ((ArrowType.Timestamp) type).getUnit() == TimeUnit.MICROSECOND;
      default -> false;
    };
  }
}
