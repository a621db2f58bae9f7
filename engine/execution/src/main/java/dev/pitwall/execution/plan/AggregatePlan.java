package dev.pitwall.execution.plan;

import dev.pitwall.execution.plan.term.AggregateCall;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Groups rows; NULL keys form a group of their own. Without group columns there is exactly one row
 * of output.
 *
 * @param groupColumns input columns that come first in {@code schema}, in this order
 * @param calls the columns that follow
 */
public record AggregatePlan(
    PhysicalPlan input, List<Integer> groupColumns, List<AggregateCall> calls, Schema schema)
    implements PhysicalPlan {
  public AggregatePlan {
    groupColumns = List.copyOf(groupColumns);
    calls = List.copyOf(calls);
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of(input);
  }
}
