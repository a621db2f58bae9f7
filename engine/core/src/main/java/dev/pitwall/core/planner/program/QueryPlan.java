package dev.pitwall.core.planner.program;

import dev.pitwall.core.planner.leakage.Leak;
import dev.pitwall.execution.plan.PhysicalPlan;
import java.util.List;
import java.util.Objects;

/**
 * What planning a query gives.
 *
 * @param plan may be run many times
 * @param inputs what it was made for
 * @param leaks what its author should be warned of; none when the session asked for no warnings
 * @param notes what else EXPLAIN says of the plan, a line each
 */
public record QueryPlan(
    PhysicalPlan plan, PlanInputs inputs, List<Leak> leaks, List<String> notes) {
  public QueryPlan {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(inputs, "inputs");
    leaks = List.copyOf(leaks);
    notes = List.copyOf(notes);
  }
}
