package dev.pitwall.testkit.client;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A type of SQL, taken apart.
 *
 * @param name without a length and without parts, as metadata has it
 * @param fields names of the parts of a ROW
 * @param parts types of the elements of an ARRAY, of keys and values of a MAP, of a ROW's fields
 */
record MatrixType(String name, String sql, List<String> fields, List<MatrixType> parts) {
  private static final String ARRAY = " ARRAY";

  /** A comma that is not between parentheses. */
  private static final String BETWEEN_PARTS = ", (?![^(]*\\))";

  /** Reads a type as SQL spells it; a ROW's fields are no rows. */
  static MatrixType of(String sql) {
    if (sql.endsWith(ARRAY)) {
      String elements = sql.substring(0, sql.length() - ARRAY.length());
      return new MatrixType("ARRAY", sql, List.of(), List.of(of(elements)));
    } else if (sql.startsWith("MAP<")) {
      List<MatrixType> parts = split(sql).map(MatrixType::of).toList();
      return new MatrixType("MAP", sql, List.of(), parts);
    } else if (sql.startsWith("ROW(")) {
      List<String[]> fields = split(sql).map(field -> field.split(" ", 2)).toList();
      return new MatrixType(
          "ROW",
          sql,
          fields.stream().map(field -> field[0].replace("\"", "")).toList(),
          fields.stream().map(field -> of(field[1])).toList());
    }
    return new MatrixType(sql.replaceFirst("\\(.*", ""), sql, List.of(), List.of());
  }

  private static Stream<String> split(String sql) {
    return Arrays.stream(sql.substring(4, sql.length() - 1).split(BETWEEN_PARTS));
  }

  boolean is(String other) {
    return name.equals(other);
  }

  boolean isFloat() {
    return is("REAL") || is("DOUBLE");
  }

  /** The type of the elements of an ARRAY. */
  MatrixType element() {
    return parts.get(0);
  }

  /** The type of what a MAP or ROW holds under a name. */
  MatrixType valueOf(String key) {
    return parts.get(is("MAP") ? 1 : fields.indexOf(key));
  }
}
