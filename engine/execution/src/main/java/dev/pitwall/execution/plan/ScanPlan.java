package dev.pitwall.execution.plan;

import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.ScanHandle;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Reads a table of an offline store, its splits in parallel and in no particular order.
 *
 * @param columns the columns read, in the order of {@code schema}
 * @param schema lowered; may have no field, when only rows are counted
 */
public record ScanPlan(OfflineStore store, ScanHandle scan, List<String> columns, Schema schema)
    implements PhysicalPlan {
  public ScanPlan {
    columns = List.copyOf(columns);
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of();
  }
}
