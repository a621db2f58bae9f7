package dev.pitwall.delta.write;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;

/** What a table declares NOT NULL. A part of a value is asked for only where the value is there. */
final class RequiredValues {
  private RequiredValues() {}

  /**
   * Looks for a NULL where there may be none.
   *
   * @param column as the table declares it
   * @throws PitwallException INVALID_VALUE naming the column, or the part of it
   */
  static void check(Field column, FieldVector values) {
    check(column, column.getName(), values, row -> true);
  }

  private static void check(Field field, String path, FieldVector values, IntPredicate isThere) {
    if (!field.isNullable()
        && values.getNullCount() > 0
        && slots(values).anyMatch(slot -> isThere.test(slot) && values.isNull(slot))) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "a row has no value for " + path + ", which is NOT NULL in the table");
    }
    if (values instanceof MapVector map) {
      List<FieldVector> entry = ((StructVector) map.getDataVector()).getChildrenFromFields();
      Field value = field.getChildren().get(0).getChildren().get(1);
      check(value, path + ".value", entry.get(1), elements(map));
    } else if (values instanceof ListVector list) {
      Field element = field.getChildren().get(0);
      check(element, path + ".element", list.getDataVector(), elements(list));
    } else if (values instanceof StructVector struct) {
      List<FieldVector> parts = struct.getChildrenFromFields();
      for (int i = 0; i < parts.size(); i++) {
        Field part = field.getChildren().get(i);
        IntPredicate isPartThere = slot -> isThere.test(slot) && !struct.isNull(slot);
        check(part, path + "." + part.getName(), parts.get(i), isPartThere);
      }
    }
  }

  /** Which slots of its data vector a list's values take. */
  private static IntPredicate elements(ListVector list) {
    int count = list.getValueCount();
    int first = count == 0 ? 0 : list.getElementStartIndex(0);
    int end = count == 0 ? 0 : list.getElementEndIndex(count - 1);
    return slot -> slot >= first && slot < end;
  }

  private static IntStream slots(FieldVector values) {
    return IntStream.range(0, values.getValueCount());
  }
}
