package dev.pitwall.core.table;

import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.spi.error.SourcePosition;
import dev.pitwall.spi.model.ColumnSpec;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** A table of the lake that is no feature view: {@code lake.<table>}. */
public final class LakeRowsTable extends EngineTable {
  private final LakeTable table;
  private final SourcePosition pin;

  public LakeRowsTable(LakeTable table) {
    this(table, null);
  }

  private LakeRowsTable(LakeTable table, SourcePosition pin) {
    super(table.name(), new Schema(table.columns().stream().map(ColumnSpec::field).toList()));
    this.table = table;
    this.pin = pin;
  }

  public LakeTable table() {
    return table;
  }

  /**
   * The same table as of one version, whichever its definition names.
   *
   * @param option of the source
   * @param place in the statement, of the value
   */
  public LakeRowsTable pinned(String option, String value, SourcePosition place) {
    return new LakeRowsTable(
        table.withSource(SnapshotOptions.pinned(table.source(), option, value)), place);
  }

  @Override
  public Optional<SourcePosition> pin() {
    return Optional.ofNullable(pin);
  }
}
