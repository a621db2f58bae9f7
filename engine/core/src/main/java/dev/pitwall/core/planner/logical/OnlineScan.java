package dev.pitwall.core.planner.logical;

import dev.pitwall.core.table.OnlineTable;
import java.util.Objects;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/**
 * An online table as the query names it, before it is known by which keys it is asked. Its row type
 * is lowered. Rules turn it into an {@link OnlineLookup}; one that is left would have to read the
 * whole store.
 */
public final class OnlineScan extends AbstractRelNode {
  private final OnlineTable table;

  public OnlineScan(RelOptCluster cluster, OnlineTable table, RelDataType rowType) {
    super(cluster, cluster.traitSetOf(Convention.NONE));
    this.table = Objects.requireNonNull(table, "table");
    this.rowType = Objects.requireNonNull(rowType, "rowType");
  }

  public OnlineTable table() {
    return table;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("view", table.name());
  }
}
