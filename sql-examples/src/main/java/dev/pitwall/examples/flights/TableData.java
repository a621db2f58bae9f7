package dev.pitwall.examples.flights;

import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The rows of a table of the demo.
 *
 * @param name the table's name, and that of its directory
 * @param rows in commit order, each with a value for every column: {@link String}, {@link Integer},
 *     {@link Double}, {@link Boolean}, {@link Long} for microseconds since the epoch, null for NULL
 */
record TableData(String name, Schema schema, List<List<Object>> rows) {
  TableData {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(rows, "rows");
  }

  /** Where a column is in the rows. */
  int column(String columnName) {
    return schema.getFields().indexOf(schema.findField(columnName));
  }
}
