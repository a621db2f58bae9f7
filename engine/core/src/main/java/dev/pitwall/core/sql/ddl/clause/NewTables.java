package dev.pitwall.core.sql.ddl.clause;

import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.TableDefinition;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The tables that definitions make where there are none. */
public record NewTables(StoreRegistry stores) {

  /** Whether a definition could make a table there. */
  boolean isMissing(TableSource source) {
    if (definer(source.format()).isEmpty() || SnapshotOptions.pin(source).isPresent()) {
      return false;
    }
    try {
      stores.offline(source.format()).snapshot(source, new SnapshotSelector.Latest());
      return false;
    } catch (PitwallException e) {
      return e.code() == ErrorCode.LOCATION_NOT_FOUND;
    }
  }

  /** Makes a table of those columns, if there is none. */
  public void makeIfMissing(TableSource source, List<ColumnSpec> columns) {
    if (isMissing(source)) {
      definer(source.format()).orElseThrow().create(source, schema(columns));
    }
  }

  /** Gives a table one more column, which is NULL in the rows that are there. */
  public void addColumn(TableSource source, Field column) {
    definer(source.format()).orElseThrow().addColumns(source, List.of(column));
  }

  /** Fails when the options of a table do not fit its columns. */
  void checkLayout(TableSource source, List<ColumnSpec> columns) {
    definer(source.format()).ifPresent(store -> store.checkLayout(source, schema(columns)));
  }

  /** What makes tables of a format; empty for one that is only read. */
  public Optional<TableDefinition> definer(SourceFormat format) {
    return format == SourceFormat.DELTA
            && stores.offline(format) instanceof TableDefinition definition
        ? Optional.of(definition)
        : Optional.empty();
  }

  private static Schema schema(List<ColumnSpec> columns) {
    return new Schema(columns.stream().map(ColumnSpec::field).toList());
  }
}
