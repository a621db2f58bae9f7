package dev.pitwall.core.table;

import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.spi.model.ColumnSpec;
import org.apache.arrow.vector.types.pojo.Schema;

/** A table of the lake that is no feature view: {@code lake.<table>}. */
public final class LakeRowsTable extends EngineTable {
  private final LakeTable table;

  public LakeRowsTable(LakeTable table) {
    super(table.name(), new Schema(table.columns().stream().map(ColumnSpec::field).toList()));
    this.table = table;
  }

  public LakeTable table() {
    return table;
  }
}
