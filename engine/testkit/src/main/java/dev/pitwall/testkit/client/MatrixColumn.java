package dev.pitwall.testkit.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A column of the table that every client reads and writes.
 *
 * @param type in SQL
 * @param arrow the type's name in pyarrow
 * @param metadata what a client is told of the stored column: type, size, scale, nullability
 * @param expression of stored columns, null for a column that is stored itself
 * @param values texts, lists of texts and nulls, in their order; rows to come have NULL
 */
public record MatrixColumn(
    String name,
    String type,
    String arrow,
    String metadata,
    @JsonProperty("from") String expression,
    List<Object> values) {
  private static final String ARRAY = " ARRAY";

  boolean isStored() {
    return expression == null;
  }

  boolean isArray() {
    return type.endsWith(ARRAY);
  }

  /** The type of the elements of an array, else the type. */
  String elementType() {
    return isArray() ? type.substring(0, type.length() - ARRAY.length()) : type;
  }

  /** The type's name without its length, as metadata has it. */
  String sqlName() {
    if (isArray()) {
      return "ARRAY";
    }
    return type.equals("TIMESTAMP_LTZ")
        ? "TIMESTAMP WITH LOCAL TIME ZONE"
        : type.replaceFirst("\\(.*", "");
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

  /** A value as SQL has it. */
  String literal(Object value) {
    if (value instanceof List<?> elements) {
      return elements.stream()
          .map(element -> cast(element, elementType()))
          .collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
    return cast(value, type);
  }

  /** The name, with what it is made of where it is not stored. */
  String selected() {
    return isStored() ? name : expression + " AS " + name;
  }

  private static String cast(Object value, String type) {
    if (value == null) {
      return "CAST(NULL AS " + type + ")";
    }
    String quoted = "'" + value.toString().replace("'", "''") + "'";
    return "CAST(" + (type.equals("VARBINARY") ? "X" : "") + quoted + " AS " + type + ")";
  }
}
