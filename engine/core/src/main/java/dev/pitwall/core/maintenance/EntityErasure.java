package dev.pitwall.core.maintenance;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.core.materialize.CurrentViews;
import dev.pitwall.core.materialize.StatementQueries;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.registry.Erasure;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.EraseEntity;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.maintenance.ErasureRequest;
import dev.pitwall.spi.offline.maintenance.RewriteSummary;
import dev.pitwall.spi.offline.maintenance.TableMaintenance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * ERASE ENTITY: removes the rows of one entity, first from the offline store, so that nothing
 * brings them back, then from the online store. What was done is recorded at the start and at the
 * end; after a failure the same statement goes on with what is left. Thread-safe.
 */
public final class EntityErasure {
  private static final ArrowType BIGINT = new ArrowType.Int(Long.SIZE, true);

  /** One row for each table that was looked at. */
  public static final Schema COLUMNS =
      new Schema(
          List.of(
              Field.notNullable("table", ArrowType.Utf8.INSTANCE),
              Field.notNullable("removed_rows", BIGINT),
              Field.nullable("version", BIGINT)));

  private final StatementQueries queries;
  private final CatalogRegistry registry;
  private final StoreRegistry stores;
  private final CurrentViews online;

  public EntityErasure(
      StatementQueries queries,
      CatalogRegistry registry,
      StoreRegistry stores,
      CurrentViews online) {
    this.queries = queries;
    this.registry = registry;
    this.stores = stores;
    this.online = online;
  }

  /**
   * Erases; gives rows of {@link #COLUMNS}.
   *
   * @param checkpoint passed again and again; throws when the work is to end
   * @throws PitwallException before anything is removed, when the statement is to blame or a table
   *     cannot be rewritten; while it is, when a store fails
   */
  public List<List<Object>> run(
      EraseEntity statement, QuerySession session, BufferAllocator allocator, Runnable checkpoint) {
    CatalogSnapshot catalog = registry.current();
    EntitySpec entity = entity(statement, catalog);
    Map<String, Object> key = new ErasedKey(queries, session).of(entity, statement);
    List<FeatureViewSpec> views = views(entity, statement.scope(), catalog);
    List<Offline> tables = tables(entity, views, statement.scope(), catalog);
    if (statement.scope() == EraseEntity.Scope.EVERYWHERE) {
      new ErasureGaps(catalog, stores).refuseAny(entity, statement);
    }
    tables.forEach(table -> table.store().requireErasable(table.source()));
    Erasure erasure =
        registry.beginErasure(
            entity.name(), ErasureReceipt.json(key), statement.scope().name(), session.user());
    ErasureReceipt receipt = ErasureReceipt.of(erasure, registry);
    for (Offline table : tables) {
      receipt.add(table.erase(erasure.id(), key, allocator, checkpoint));
    }
    OnlineErasure stored = new OnlineErasure(stores.online(), allocator, key, checkpoint);
    for (FeatureViewSpec view : views) {
      if (view.availability() == Availability.ONLINE) {
        online.endRuns(view);
        String name = "online." + view.name();
        receipt.add(Arrays.asList(name, receipt.removedRows(name) + stored.from(view), null));
      }
    }
    return receipt.end();
  }

  private static EntitySpec entity(EraseEntity statement, CatalogSnapshot catalog) {
    String name = statement.entity().getSimple();
    return catalog
        .entity(name)
        .orElseThrow(
            () ->
                new PitwallException(
                        ErrorCode.ENTITY_NOT_FOUND,
                        "there is no entity "
                            + name
                            + Suggestion.didYouMean(name, catalog.entityMap().keySet()))
                    .at(Positions.of(statement.entity())));
  }

  private static List<FeatureViewSpec> views(
      EntitySpec entity, EraseEntity.Scope scope, CatalogSnapshot catalog) {
    return catalog.featureViews().stream()
        .filter(
            view ->
                view.entity().name().equalsIgnoreCase(entity.name())
                    || (scope == EraseEntity.Scope.EVERYWHERE && has(view.columns(), entity)))
        .toList();
  }

  /** A table that several names stand for is rewritten once. */
  private List<Offline> tables(
      EntitySpec entity,
      List<FeatureViewSpec> views,
      EraseEntity.Scope scope,
      CatalogSnapshot catalog) {
    Map<String, Offline> tables = new LinkedHashMap<>();
    for (FeatureViewSpec view : views) {
      String name = TableDirectory.FEATURES + "." + view.name();
      TableMaintenance store =
          MaintainedTable.store(view.source(), stores).orElseThrow(() -> unwritable(view));
      requireNewest(view);
      tables.putIfAbsent(
          view.source().location(), new Offline(name, view.source(), view.columns(), store));
    }
    if (scope == EraseEntity.Scope.EVERYWHERE) {
      for (LakeTable table : catalog.lakeTables()) {
        Optional<TableMaintenance> store = MaintainedTable.store(table.source(), stores);
        if (store.isPresent() && has(table.columns(), entity)) {
          String name = TableDirectory.LAKE + "." + table.name();
          tables.putIfAbsent(
              table.source().location(),
              new Offline(name, table.source(), table.columns(), store.get()));
        }
      }
    }
    return List.copyOf(tables.values());
  }

  private static PitwallException unwritable(FeatureViewSpec view) {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        "feature view "
            + view.name()
            + " is over "
            + view.source().format()
            + " files, which are never rewritten: remove the entity from them, or drop the view");
  }

  /** Its version would still have the entity, and the next MATERIALIZE put it online again. */
  private static void requireNewest(FeatureViewSpec view) {
    if (SnapshotOptions.pin(view.source()).isPresent()) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "feature view "
              + view.name()
              + " shows one version of its table, and versions are never rewritten: define it"
              + " without the version, or drop it");
    }
  }

  /** Whether columns have the entity's join keys, under their names and types. */
  static boolean has(List<ColumnSpec> columns, EntitySpec entity) {
    return !entity.joinKeys().isEmpty()
        && entity.joinKeys().stream()
            .allMatch(
                key ->
                    ColumnSpec.find(columns, key.name())
                        .filter(column -> column.type().equals(key.type()))
                        .isPresent());
  }

  /** A table of the offline store. */
  private record Offline(
      String name, TableSource source, List<ColumnSpec> columns, TableMaintenance store) {

    List<Object> erase(
        UUID id, Map<String, Object> key, BufferAllocator allocator, Runnable checkpoint) {
      Map<String, Object> own = new LinkedHashMap<>();
      key.forEach(
          (part, value) -> own.put(ColumnSpec.find(columns, part).orElseThrow().name(), value));
      RewriteSummary summary =
          store.erase(new ErasureRequest(id, source, own), allocator, checkpoint);
      return Arrays.asList(
          name,
          summary.removedRows(),
          summary.version().isPresent() ? summary.version().getAsLong() : null);
    }
  }
}
