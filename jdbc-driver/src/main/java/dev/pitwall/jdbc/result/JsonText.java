package dev.pitwall.jdbc.result;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.calcite.avatica.util.Cursor.Accessor;

/**
 * Writes arrays, maps and rows as JSON, as the command line does. A map is an array of its entries,
 * as its keys need not be texts. What JSON has no word for is the text that it is in a column of
 * its own.
 */
@FunctionalInterface
interface JsonText {
  /** Writes the value of a row, or of an element. */
  void write(int row, StringBuilder json) throws SQLException;

  /** What writes the values of a vector. A map is a list, too. */
  static JsonText of(FieldVector vector) {
    JsonText present;
    if (vector instanceof StructVector struct) {
      present = object(struct);
    } else if (vector instanceof BaseListVector list) {
      JsonText elements = of(list.getChildrenFromFields().get(0));
      present =
          (row, json) ->
              array(elements, list.getElementStartIndex(row), list.getElementEndIndex(row), json);
    } else if (vector instanceof LargeListVector list) {
      JsonText elements = of(list.getDataVector());
      present =
          (row, json) ->
              array(elements, list.getElementStartIndex(row), list.getElementEndIndex(row), json);
    } else {
      present = scalar(vector);
    }
    return (row, json) -> {
      if (vector.isNull(row)) {
        json.append("null");
      } else {
        present.write(row, json);
      }
    };
  }

  private static void array(JsonText elements, long from, long to, StringBuilder json)
      throws SQLException {
    json.append('[');
    for (long i = from; i < to; i++) {
      json.append(i == from ? "" : ",");
      elements.write((int) i, json);
    }
    json.append(']');
  }

  private static JsonText object(StructVector struct) {
    List<String> names = new ArrayList<>();
    List<JsonText> fields = new ArrayList<>();
    for (FieldVector field : struct.getChildrenFromFields()) {
      names.add(quoted(field.getName()));
      fields.add(of(field));
    }
    return (row, json) -> {
      json.append('{');
      for (int i = 0; i < fields.size(); i++) {
        json.append(i == 0 ? "" : ",").append(names.get(i)).append(':');
        fields.get(i).write(row, json);
      }
      json.append('}');
    };
  }

  private static JsonText scalar(FieldVector vector) {
    return switch (ColumnType.of(vector.getField().getType())) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE ->
          (row, json) -> json.append(numberOrQuoted(vector.getObject(row).toString()));
      case DECIMAL ->
          (row, json) -> json.append(((BigDecimal) vector.getObject(row)).toPlainString());
      case VARBINARY ->
          (row, json) ->
              json.append(quoted(HexFormat.of().formatHex((byte[]) vector.getObject(row))));
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> point(vector);
      default -> (row, json) -> json.append(quoted(vector.getObject(row).toString()));
    };
  }

  private static JsonText point(FieldVector vector) {
    int[] place = new int[1];
    Accessor accessor = BatchCursor.accessor(vector, () -> place[0], isNull -> {});
    return (row, json) -> {
      place[0] = row;
      json.append(quoted(accessor.getString()));
    };
  }

  /** JSON has no numbers that are none, or endless. */
  private static String numberOrQuoted(String text) {
    return text.equals("NaN") || text.endsWith("Infinity") ? quoted(text) : text;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        default -> quoted.append(c < ' ' ? "\\u%04X".formatted((int) c) : String.valueOf(c));
      }
    }
    return quoted.append('"').toString();
  }
}
