package dev.pitwall.core.query.listing;

import java.util.List;
import java.util.Objects;

/**
 * Columns of a table that name a row of another.
 *
 * @param name of what they name: an entity, or a table of the registry
 * @param schemaName of the other table
 * @param tableName of the other table
 * @param columns of this table, each naming the other's primary key column at the same place
 */
public record ForeignKey(String name, String schemaName, String tableName, List<String> columns) {
  public ForeignKey {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(schemaName, "schemaName");
    Objects.requireNonNull(tableName, "tableName");
    columns = List.copyOf(columns);
  }
}
