package dev.pitwall.core.planner.physical;

import dev.pitwall.core.planner.logical.StoreScan;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.pushdown.PushdownResult;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;

/**
 * Offers the filter on a scan to its store, which may then read less. The filter itself stays: a
 * store prunes by statistics, and what it keeps still has to be looked at row by row.
 */
public final class StorePushdown extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof Filter filter && filter.getInput() instanceof StoreScan scan
        ? pushed(filter, scan)
        : visited;
  }

  private static RelNode pushed(Filter filter, StoreScan scan) {
    Optional<PushdownResult<ScanHandle, Predicate>> result =
        new StorePredicates(scan.getRowType(), scan.getCluster().getRexBuilder())
            .implied(filter.getCondition())
            .flatMap(predicate -> scan.store().pushFilter(scan.scan(), predicate));
    return result
        .map(taken -> filter.copy(filter.getTraitSet(), List.of(scan.with(taken.handle()))))
        .orElse(filter);
  }
}
