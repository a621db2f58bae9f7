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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The tables that a definition makes where there are none. Not thread-safe. */
public final class NewTables {
  private final StoreRegistry stores;
  private final Set<TableSource> missing = new HashSet<>();

  public NewTables(StoreRegistry stores) {
    this.stores = stores;
  }

  /** The columns of the table that a source means. */
  Schema schema(TableSource source, SnapshotSelector selector) {
    return stores.offline(source.format()).snapshot(source, selector).schema();
  }

  /** The same; empty where there is no table and one can be made. */
  Optional<Schema> find(TableSource source, SnapshotSelector selector) {
    try {
      return Optional.of(schema(source, selector));
    } catch (PitwallException e) {
      boolean isMade =
          e.code() == ErrorCode.LOCATION_NOT_FOUND
              && definer(source.format()).isPresent()
              && SnapshotOptions.pin(source).isEmpty();
      if (!isMade) {
        throw e;
      }
      missing.add(source);
      return Optional.empty();
    }
  }

  /** Makes a table of those columns, if none was found. */
  public void makeMissing(TableSource source, List<ColumnSpec> columns) {
    if (missing.remove(source)) {
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
