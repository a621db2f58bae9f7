package dev.pitwall.execution.plan;

import dev.pitwall.execution.plan.term.SortKey;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Orders rows; stable.
 *
 * @param offset rows left out at the start
 * @param fetch rows passed on at most; {@link Long#MAX_VALUE} for all
 */
public record SortPlan(PhysicalPlan input, List<SortKey> keys, long offset, long fetch)
    implements PhysicalPlan {
  public SortPlan {
    keys = List.copyOf(keys);
  }

  @Override
  public Schema schema() {
    return input.schema();
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of(input);
  }
}
