package dev.pitwall.core.table;

import dev.pitwall.core.session.TemporaryTable;

/** A table of the session: {@code session.<table>}. */
public final class SessionTable extends EngineTable {
  private final TemporaryTable table;

  public SessionTable(TemporaryTable table) {
    super(table.name(), table.schema());
    this.table = table;
  }

  public TemporaryTable table() {
    return table;
  }
}
