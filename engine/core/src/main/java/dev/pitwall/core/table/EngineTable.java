package dev.pitwall.core.table;

import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.spi.error.SourcePosition;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table that SQL can name. Immutable. */
public abstract sealed class EngineTable extends AbstractTable
    permits HistoryTable,
        LakeRowsTable,
        OnlineTable,
        SessionTable,
        MetadataTable,
        TrainingSetTable {
  private final String name;
  private final Schema schema;

  EngineTable(String name, Schema schema) {
    this.name = Objects.requireNonNull(name, "name");
    this.schema = Objects.requireNonNull(schema, "schema");
  }

  /** The name within its schema, as its author wrote it. */
  public String name() {
    return name;
  }

  /** The columns as clients see them, not lowered. */
  public Schema schema() {
    return schema;
  }

  /**
   * Where the statement says as of which version the table is read; empty when that is left to its
   * definition.
   */
  public Optional<SourcePosition> pin() {
    return Optional.empty();
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    return ArrowTypes.rowType(schema, types);
  }
}
