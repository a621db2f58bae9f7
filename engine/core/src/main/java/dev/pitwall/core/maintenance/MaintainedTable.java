package dev.pitwall.core.maintenance;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.LakeRowsTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.maintenance.TableMaintenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;

/**
 * A table whose files a statement is about.
 *
 * @param name its schema and name
 * @param view the feature view, unless it is a lake table
 */
record MaintainedTable(
    String name, TableSource source, Optional<FeatureViewSpec> view, TableMaintenance store) {

  /**
   * Finds the table of a name.
   *
   * @throws PitwallException at the name, when there is no such table, or its files are not ours
   */
  static MaintainedTable find(SqlIdentifier name, TableDirectory tables, StoreRegistry stores) {
    EngineTable table =
        tables.find(name.names).orElseThrow(() -> tables.notFound(name.names).at(place(name)));
    if (table instanceof HistoryTable history) {
      FeatureViewSpec view = history.view();
      String full = TableDirectory.FEATURES + "." + view.name();
      return new MaintainedTable(
          full, view.source(), Optional.of(view), store(full, view.source(), stores, name));
    } else if (table instanceof LakeRowsTable lake) {
      TableSource source = lake.table().source();
      String full = TableDirectory.LAKE + "." + lake.table().name();
      return new MaintainedTable(full, source, Optional.empty(), store(full, source, stores, name));
    }
    throw new PitwallException(
            ErrorCode.INVALID_STATEMENT,
            name + " has no files to maintain; name a feature view or a table of the lake")
        .at(place(name));
  }

  private static TableMaintenance store(
      String table, TableSource source, StoreRegistry stores, SqlIdentifier name) {
    return store(source, stores)
        .orElseThrow(
            () ->
                new PitwallException(
                        ErrorCode.NOT_SUPPORTED,
                        table
                            + " is "
                            + source.format()
                            + ", whose files are never rewritten; only Delta tables are maintained")
                    .at(place(name)));
  }

  /** What maintains a table; empty for one whose files nobody rewrites. */
  static Optional<TableMaintenance> store(TableSource source, StoreRegistry stores) {
    return stores.offline(source.format()) instanceof TableMaintenance maintenance
            && source.format() == SourceFormat.DELTA
        ? Optional.of(maintenance)
        : Optional.empty();
  }

  /**
   * The columns in which rows are equal that a point-in-time join may tell apart by commit only.
   * The created timestamp is none of them: two rows without one are equal, whatever bounds the
   * others of their files lie in.
   */
  List<String> identity() {
    return view.map(MaintainedTable::identity).orElse(List.of());
  }

  private static List<String> identity(FeatureViewSpec view) {
    List<String> columns = new ArrayList<>(view.entity().joinKeyNames());
    columns.add(view.eventTimestamp());
    return columns.stream().map(name -> view.column(name).orElseThrow().name()).toList();
  }

  private static SourcePosition place(SqlIdentifier name) {
    return Positions.of(name);
  }
}
