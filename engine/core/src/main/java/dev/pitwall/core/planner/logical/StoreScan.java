package dev.pitwall.core.planner.logical;

import dev.pitwall.core.table.EngineTable;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.ScanHandle;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** Reads some columns of one version of a table of an offline store. Its row type is lowered. */
public final class StoreScan extends AbstractRelNode {
  private static final double UNKNOWN_ROWS = 1_000_000;

  private final EngineTable table;
  private final OfflineStore store;
  private final ScanHandle scan;

  /**
   * Makes a scan.
   *
   * @param rowType lowered; its field names are the store's column names
   */
  public StoreScan(
      RelOptCluster cluster,
      EngineTable table,
      OfflineStore store,
      ScanHandle scan,
      RelDataType rowType) {
    super(cluster, cluster.traitSetOf(Convention.NONE));
    this.table = Objects.requireNonNull(table, "table");
    this.store = Objects.requireNonNull(store, "store");
    this.scan = Objects.requireNonNull(scan, "scan");
    this.rowType = Objects.requireNonNull(rowType, "rowType");
  }

  public EngineTable table() {
    return table;
  }

  public OfflineStore store() {
    return store;
  }

  public ScanHandle scan() {
    return scan;
  }

  /** The columns read, in order. */
  public List<String> columns() {
    return getRowType().getFieldNames();
  }

  /** The same scan after a pushdown. */
  public StoreScan with(ScanHandle pushed) {
    return new StoreScan(getCluster(), table, store, pushed, rowType);
  }

  /** The same scan, reading some of its columns only. */
  public StoreScan withColumns(List<Integer> columns) {
    RelDataTypeFactory.Builder builder = getCluster().getTypeFactory().builder();
    columns.forEach(column -> builder.add(rowType.getFieldList().get(column)));
    return new StoreScan(getCluster(), table, store, scan, builder.build());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    return scan.snapshot().rowCount().stream()
        .mapToDouble(rows -> rows)
        .findFirst()
        .orElse(UNKNOWN_ROWS);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("table", table.name())
        .item("scan", System.identityHashCode(scan))
        .item("columns", columns());
  }
}
