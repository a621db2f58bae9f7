package dev.pitwall.core.planner.program;

import dev.pitwall.core.planner.logical.OnlineScan;
import dev.pitwall.core.planner.logical.SourceScan;
import dev.pitwall.core.planner.logical.StoreScan;
import dev.pitwall.core.planner.lowering.TypeLowering;
import dev.pitwall.core.planner.online.OnlineFreshness;
import dev.pitwall.core.session.SessionSettings;
import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.LakeRowsTable;
import dev.pitwall.core.table.MetadataTable;
import dev.pitwall.core.table.OnlineTable;
import dev.pitwall.core.table.SessionTable;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.execution.plan.BatchSource;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.TableSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;

/**
 * Makes the scans of one statement's tables, lowered. A table that is named twice is read at one
 * and the same version.
 */
final class TableScans implements Function<TableScan, RelNode> {
  private final StoreRegistry stores;
  private final TypeLowering lowering;
  private final SessionSettings settings;
  private final Map<TableSource, TableSnapshot> snapshots = new HashMap<>();
  private PlanInputs.Sharing sharing = PlanInputs.Sharing.ANY_SESSION;

  TableScans(StoreRegistry stores, TypeLowering lowering, SessionSettings settings) {
    this.stores = stores;
    this.lowering = lowering;
    this.settings = settings;
  }

  /** What was read so far, in a plan that depends on what the online store was found to hold. */
  PlanInputs inputs(OnlineFreshness freshness) {
    PlanInputs.Sharing allowed =
        freshness.isRefused() ? PlanInputs.Sharing.ONCE : sharing; // it may be fresh next time
    return new PlanInputs(stores, snapshots, allowed, freshness.usableUntil());
  }

  @Override
  public RelNode apply(TableScan scan) {
    EngineTable table = scan.getTable().unwrap(EngineTable.class);
    RelOptCluster cluster = scan.getCluster();
    RelDataType rowType = lowering.lower(scan.getRowType());
    if (table instanceof HistoryTable history) {
      TableSource source = history.view().source();
      return history
          .rows()
          .map(rows -> stored(cluster, history, source, rows, rowType))
          .orElseGet(() -> stored(cluster, history, source, rowType));
    } else if (table instanceof LakeRowsTable lake) {
      return stored(cluster, lake, lake.table().source(), rowType);
    } else if (table instanceof OnlineTable online) {
      return online(cluster, online, rowType);
    } else if (table instanceof SessionTable session) {
      sharing = PlanInputs.Sharing.ONCE;
      BatchSource source = new SessionRows(session.table(), ArrowTypes.schema(rowType));
      return new SourceScan(cluster, table.name(), source, rowType, session.table().rowCount());
    } else if (table instanceof MetadataTable metadata) {
      BatchSource source = new MetadataRows(metadata, ArrowTypes.schema(rowType));
      return new SourceScan(cluster, table.name(), source, rowType, metadata.rows().size());
    }
    throw new IllegalArgumentException("not a table of the engine: " + scan.getTable());
  }

  private RelNode stored(
      RelOptCluster cluster, EngineTable table, TableSource source, RelDataType rowType) {
    OfflineStore store = stores.offline(source.format());
    TableSnapshot snapshot = snapshots.computeIfAbsent(source, s -> snapshot(table, store, s));
    return stored(cluster, table, source, snapshot, rowType);
  }

  private RelNode stored(
      RelOptCluster cluster,
      EngineTable table,
      TableSource source,
      TableSnapshot snapshot,
      RelDataType rowType) {
    OfflineStore store = stores.offline(source.format());
    checkColumns(table, snapshot.schema());
    return new StoreScan(cluster, table, store, store.scan(snapshot), rowType);
  }

  private static TableSnapshot snapshot(EngineTable table, OfflineStore store, TableSource source) {
    try {
      TableSnapshot found = store.snapshot(source, SnapshotOptions.selector(source));
      SnapshotOptions.requireRecorded(source, found);
      return found;
    } catch (PitwallException e) {
      throw table.pin().map(e::at).orElse(e);
    }
  }

  private RelNode online(RelOptCluster cluster, OnlineTable table, RelDataType rowType) {
    if (settings.onlineScan() == SessionSettings.OnlineScan.OFF) {
      return new OnlineScan(cluster, table, rowType);
    }
    Schema schema = ArrowTypes.schema(rowType);
    BatchSource source = new OnlineRows(stores.online(), table, schema);
    return new SourceScan(cluster, "online." + table.name(), source, rowType, 1_000);
  }

  /** The table may have changed since it was declared. */
  private static void checkColumns(EngineTable table, Schema stored) {
    for (Field declared : table.schema().getFields()) {
      Field found =
          stored.getFields().stream()
              .filter(field -> field.getName().equals(declared.getName()))
              .findFirst()
              .orElseThrow(() -> missing(table, declared));
      if (!found.getType().equals(declared.getType())) {
        throw changed(
            table, declared, "was a " + declared.getType() + " and is a " + found.getType());
      }
    }
  }

  private static PitwallException missing(EngineTable table, Field column) {
    return table
        .pin()
        .map(
            place ->
                new PitwallException(
                        ErrorCode.COLUMN_NOT_FOUND,
                        "that version of "
                            + table.name()
                            + " has no column "
                            + column.getName()
                            + "; read it by a view or table without the column, with OPTIONS"
                            + " (version = …)")
                    .at(place))
        .orElseGet(() -> changed(table, column, "is gone"));
  }

  private static PitwallException changed(EngineTable table, Field column, String how) {
    return new PitwallException(
        ErrorCode.TYPE_MISMATCH,
        "the data of "
            + table.name()
            + " changed since it was created: column "
            + column.getName()
            + " "
            + how
            + "; run CREATE OR REPLACE again");
  }
}
