package dev.pitwall.core.table;

import dev.pitwall.core.catalog.TrainingSet;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.schema.TranslatableTable;

/** The rows of a training set, which are those of its query: {@code training_sets.<name>}. */
public final class TrainingSetTable extends EngineTable implements TranslatableTable {
  private final TrainingSet set;
  private final BiFunction<TrainingSet, RelOptCluster, RelNode> query;

  /**
   * Makes a table.
   *
   * @param query makes algebra of the set's query, with the set's columns
   */
  public TrainingSetTable(TrainingSet set, BiFunction<TrainingSet, RelOptCluster, RelNode> query) {
    super(set.name(), set.columns());
    this.set = set;
    this.query = Objects.requireNonNull(query, "query");
  }

  public TrainingSet set() {
    return set;
  }

  /** The query stands for the table, so that conditions and unused columns are pushed into it. */
  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    RelNode rows = query.apply(set, context.getCluster());
    return RelOptUtil.createCastRel(rows, table.getRowType(), true);
  }
}
