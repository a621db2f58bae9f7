package dev.pitwall.testkit.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A column of the table that every client reads and writes.
 *
 * @param type in SQL
 * @param arrow the type's name in pyarrow
 * @param metadata what a client is told of the stored column: type, size, scale, nullability
 * @param expression of stored columns, null for a column that is stored itself
 * @param values texts, lists of them for arrays, objects for maps and rows, and nulls, in their
 *     order; rows to come have NULL
 */
public record MatrixColumn(
    String name,
    String type,
    String arrow,
    String metadata,
    @JsonProperty("from") String expression,
    List<Object> values) {
  boolean isStored() {
    return expression == null;
  }

  /** The type in its parts. */
  MatrixType sqlType() {
    return MatrixType.of(type);
  }

  /** The type's name without its length, as metadata has it. */
  String sqlName() {
    return type.equals("TIMESTAMP_LTZ") ? "TIMESTAMP WITH LOCAL TIME ZONE" : sqlType().name();
  }

  /** The value of a row, NULL after the last that is declared. */
  Object value(int row) {
    return row < values.size() ? values.get(row) : null;
  }

  /** The values of so many rows. */
  List<Object> column(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(this::value)
        .collect(Collectors.collectingAndThen(Collectors.toList(), Collections::unmodifiableList));
  }

  /** A value that is no ROW as SQL has it; a parameter for an empty array, which SQL has not. */
  String literal(Object value) {
    return literal(value, sqlType());
  }

  /** The name, with what it is made of where it is not stored. */
  String selected() {
    return isStored() ? name : expression + " AS " + name;
  }

  private static String literal(Object value, MatrixType type) {
    if (value instanceof List<?> elements) {
      return elements.isEmpty()
          ? "CAST(? AS " + type.sql() + ")"
          : elements.stream()
              .map(element -> literal(element, type.element()))
              .collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
    return value instanceof Map<?, ?> entries ? literal(entries, type) : cast(value, type);
  }

  private static String literal(Map<?, ?> entries, MatrixType type) {
    return entries.entrySet().stream()
        .map(
            entry ->
                cast(entry.getKey(), type.parts().get(0))
                    + ", "
                    + literal(entry.getValue(), type.parts().get(1)))
        .collect(Collectors.joining(", ", "MAP[", "]"));
  }

  private static String cast(Object value, MatrixType type) {
    if (value == null) {
      return "CAST(NULL AS " + type.sql() + ")";
    }
    String quoted = "'" + value.toString().replace("'", "''") + "'";
    return "CAST(" + (type.is("VARBINARY") ? "X" : "") + quoted + " AS " + type.sql() + ")";
  }
}
