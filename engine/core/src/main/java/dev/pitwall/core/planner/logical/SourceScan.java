package dev.pitwall.core.planner.logical;

import dev.pitwall.execution.plan.BatchSource;
import java.util.Objects;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/**
 * Reads rows that are not in an offline store: session tables, metadata. Its row type is lowered.
 */
public final class SourceScan extends AbstractRelNode {
  private final String name;
  private final BatchSource source;
  private final double rows;

  /**
   * Makes a scan.
   *
   * @param name of the table, for people
   * @param rows how many there are, about
   */
  public SourceScan(
      RelOptCluster cluster, String name, BatchSource source, RelDataType rowType, double rows) {
    super(cluster, cluster.traitSetOf(Convention.NONE));
    this.name = Objects.requireNonNull(name, "name");
    this.source = Objects.requireNonNull(source, "source");
    this.rowType = Objects.requireNonNull(rowType, "rowType");
    this.rows = rows;
  }

  public String name() {
    return name;
  }

  public BatchSource source() {
    return source;
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    return rows;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("table", name)
        .item("source", System.identityHashCode(source));
  }
}
