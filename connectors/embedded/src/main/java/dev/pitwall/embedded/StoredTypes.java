package dev.pitwall.embedded;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The types that {@link ValueEncoder} writes and {@link ValueDecoder} reads. */
final class StoredTypes {
  private StoredTypes() {}

  /**
   * Checks that a column can be stored.
   *
   * @throws PitwallException UNSUPPORTED_TYPE naming the column
   */
  static void check(ColumnSpec column) {
    if (!isHeld(column.field())) {
      throw new PitwallException(
          ErrorCode.UNSUPPORTED_TYPE,
          "the embedded online store cannot hold column "
              + column.name()
              + " of the type "
              + column.type()
              + "; leave it out, or make the view OFFLINE ONLY");
    }
  }

  private static boolean isHeld(Field field) {
    ArrowType type = field.getType();
    return switch (type.getTypeID()) {
      case Bool, Utf8, Binary -> true;
      case Int -> ((ArrowType.Int) type).getIsSigned();
      case FloatingPoint ->
          ((ArrowType.FloatingPoint) type).getPrecision() != FloatingPointPrecision.HALF;
      case Decimal -> ((ArrowType.Decimal) type).getBitWidth() == 128;
      case Date -> ((ArrowType.Date) type).getUnit() == DateUnit.DAY;
      case Timestamp -> ((ArrowType.Timestamp) type).getUnit() == TimeUnit.MICROSECOND;
      case List, Map, Struct -> field.getChildren().stream().allMatch(StoredTypes::isHeld);
      default -> false;
    };
  }
}
