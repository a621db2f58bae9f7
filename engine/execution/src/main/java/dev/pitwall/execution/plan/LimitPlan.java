package dev.pitwall.execution.plan;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Passes some rows on, and stops its input early.
 *
 * @param offset rows left out at the start
 * @param fetch rows passed on at most; {@link Long#MAX_VALUE} for all
 */
public record LimitPlan(PhysicalPlan input, long offset, long fetch) implements PhysicalPlan {
  @Override
  public Schema schema() {
    return input.schema();
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of(input);
  }
}
