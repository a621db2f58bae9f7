package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.sql.ddl.clause.ColumnClause;
import dev.pitwall.core.sql.ddl.clause.NewTables;
import dev.pitwall.core.sql.tree.clause.ColumnDeclaration;
import dev.pitwall.core.sql.tree.clause.ObjectChange;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TableSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** Gives a feature view one more feature, which its table has already or gets. */
final class ColumnAddition {
  private final Dependents dependents;
  private final StoreRegistry stores;

  ColumnAddition(CatalogSnapshot catalog, StoreRegistry stores) {
    this.dependents = new Dependents(catalog);
    this.stores = stores;
  }

  /** The view with the column, which its table has from now on. */
  FeatureViewSpec to(FeatureViewSpec view, ObjectChange.AddColumn change) {
    try {
      return added(view, change.column());
    } catch (PitwallException e) {
      throw e.at(Positions.of(change.value()));
    }
  }

  private FeatureViewSpec added(FeatureViewSpec view, ColumnDeclaration declaration) {
    ColumnSpec declared = ColumnClause.declared(List.of(declaration)).get(0);
    check(view, declared);
    NewTables tables = new NewTables(stores);
    TableSource source = view.source();
    Schema schema =
        stores.offline(source.format()).snapshot(source, SnapshotOptions.selector(source)).schema();
    boolean isThere = ColumnClause.find(schema, declared.name()).isPresent();
    ColumnSpec column =
        isThere
            ? ColumnClause.of(schema, List.of(declaration), declaration.name()).get(0)
            : declared;
    FeatureViewSpec changed = with(view, column);
    dependents.checkReplacement("feature view " + view.name(), changed);
    if (view.availability() == Availability.ONLINE) {
      stores.online().check(changed);
    }
    if (!isThere) {
      checkChanged(view, tables);
      tables.addColumn(source, column.field());
    }
    return changed;
  }

  private static void check(FeatureViewSpec view, ColumnSpec column) {
    if (view.column(column.name()).isPresent()) {
      throw new PitwallException(
          ErrorCode.DUPLICATE_COLUMN,
          "feature view " + view.name() + " has a column " + column.name() + " already");
    }
    if (!column.field().isNullable()) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the rows that are there have no value for "
              + column.name()
              + ", so it cannot be NOT NULL; leave that out");
    }
  }

  private static void checkChanged(FeatureViewSpec view, NewTables tables) {
    TableSource source = view.source();
    boolean isPinned = SnapshotOptions.pin(source).isPresent();
    if (isPinned || tables.definer(source.format()).isEmpty()) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "feature view "
              + view.name()
              + (isPinned
                  ? " shows its table as of one version, which stays as it is"
                  : " is read from " + source.format() + " files, which are not changed"));
    }
  }

  private static FeatureViewSpec with(FeatureViewSpec view, ColumnSpec column) {
    List<ColumnSpec> columns = new ArrayList<>(view.columns());
    columns.add(column);
    return new FeatureViewSpec(
        view.name(),
        view.entity(),
        view.eventTimestamp(),
        view.createdTimestamp(),
        view.timeToLive(),
        columns,
        view.availability(),
        view.source(),
        view.comment(),
        view.cacheTtl());
  }
}
