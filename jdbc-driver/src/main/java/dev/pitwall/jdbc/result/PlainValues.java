package dev.pitwall.jdbc.result;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.calcite.avatica.util.Cursor.Accessor;

/**
 * Reads nested values as lists and maps of what {@code getObject} gives for a column of the type:
 * Arrow's own classes are hidden in the jar, and it has dates and times as numbers.
 */
@FunctionalInterface
interface PlainValues {
  /** The value of a row, or of an element; null for NULL. */
  Object at(int row) throws SQLException;

  /** What reads a vector. A map is a list, too. */
  static PlainValues of(FieldVector vector) {
    PlainValues present;
    if (vector instanceof MapVector map) {
      present = entries(map);
    } else if (vector instanceof StructVector struct) {
      present = fields(struct);
    } else if (vector instanceof BaseListVector list) {
      PlainValues elements = of(list.getChildrenFromFields().get(0));
      present = row -> list(elements, list.getElementStartIndex(row), list.getElementEndIndex(row));
    } else if (vector instanceof LargeListVector list) {
      PlainValues elements = of(list.getDataVector());
      present = row -> list(elements, list.getElementStartIndex(row), list.getElementEndIndex(row));
    } else {
      present = scalar(vector);
    }
    return row -> vector.isNull(row) ? null : present.at(row);
  }

  private static List<Object> list(PlainValues elements, long from, long to) throws SQLException {
    List<Object> plain = new ArrayList<>((int) (to - from));
    for (long i = from; i < to; i++) {
      plain.add(elements.at((int) i));
    }
    return plain;
  }

  private static PlainValues entries(MapVector map) {
    StructVector entries = (StructVector) map.getDataVector();
    PlainValues keys = of(entries.getChildrenFromFields().get(0));
    PlainValues values = of(entries.getChildrenFromFields().get(1));
    return row -> {
      Map<Object, Object> plain = new LinkedHashMap<>();
      for (int i = map.getElementStartIndex(row); i < map.getElementEndIndex(row); i++) {
        plain.put(keys.at(i), values.at(i));
      }
      return plain;
    };
  }

  private static PlainValues fields(StructVector struct) {
    Map<String, PlainValues> fields = new LinkedHashMap<>();
    struct.getChildrenFromFields().forEach(field -> fields.put(field.getName(), of(field)));
    return row -> {
      Map<Object, Object> plain = new LinkedHashMap<>();
      for (Map.Entry<String, PlainValues> field : fields.entrySet()) {
        plain.put(field.getKey(), field.getValue().at(row));
      }
      return plain;
    };
  }

  private static PlainValues scalar(FieldVector vector) {
    int[] place = new int[1];
    Accessor accessor = BatchCursor.accessor(vector, () -> place[0], isNull -> {});
    return row -> {
      place[0] = row;
      return accessor.getObject();
    };
  }
}
