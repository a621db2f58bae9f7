package dev.pitwall.core.planner.program;

import dev.pitwall.execution.plan.PhysicalPlan;
import java.util.List;
import java.util.Objects;

/**
 * A query's plan.
 *
 * @param notes what people should know of it, a line each
 */
public record PlannedSelect(PhysicalPlan plan, List<String> notes) {
  public PlannedSelect {
    Objects.requireNonNull(plan, "plan");
    notes = List.copyOf(notes);
  }
}
