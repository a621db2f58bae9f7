package dev.pitwall.cli.connect;

import java.util.List;
import java.util.Objects;

/**
 * A table that statements can name.
 *
 * @param columns their names, in order
 */
public record ListedTable(String schema, String name, List<String> columns) {
  public ListedTable {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(name, "name");
    columns = List.copyOf(columns);
  }
}
