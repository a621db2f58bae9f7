package dev.pitwall.core.catalog;

import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.TableSource;
import java.util.List;
import java.util.Objects;

/**
 * A table of the lake that is not a feature view: a spine, raw events.
 *
 * @param name unique among lake tables
 * @param columns every column in table order
 * @param comment for people; empty when nobody said
 */
public record LakeTable(String name, TableSource source, List<ColumnSpec> columns, String comment) {
  public LakeTable {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    columns = List.copyOf(columns);
    Objects.requireNonNull(comment, "comment");
  }

  /** The same table of rows from elsewhere. */
  public LakeTable withSource(TableSource other) {
    return new LakeTable(name, other, columns, comment);
  }
}
