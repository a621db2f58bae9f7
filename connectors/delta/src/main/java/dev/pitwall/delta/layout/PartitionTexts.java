package dev.pitwall.delta.layout;

import dev.pitwall.delta.log.PartitionValues;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Writes values as texts of partitions. */
final class PartitionTexts {
  private PartitionTexts() {}

  /** Fails for a column that tables are not partitioned by. */
  static void check(Field field) {
    if (field.getType() instanceof ArrowType.Binary || !field.getChildren().isEmpty()) {
      throw unsupported(field);
    }
  }

  /**
   * The text of a value; null for NULL.
   *
   * @throws PitwallException INVALID_VALUE for an empty text, which is NULL to readers of Delta
   */
  static String of(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    Field field = vector.getField();
    Object value = vector.getObject(row);
    if (vector instanceof DateDayVector date) {
      value = (long) date.get(row);
    } else if (vector instanceof TimeStampVector timestamp) {
      value = timestamp.get(row);
    } else if (vector instanceof VarBinaryVector || !field.getChildren().isEmpty()) {
      throw unsupported(field);
    }
    String text = PartitionValues.format(field, value);
    if (text.isEmpty()) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "a row has an empty text for "
              + field.getName()
              + ", by which the table is partitioned: Delta keeps none apart from NULL; give NULL,"
              + " or a text");
    }
    return text;
  }

  private static PitwallException unsupported(Field field) {
    return new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE,
        "column " + field.getName() + ": tables are not partitioned by " + field.getType());
  }
}
