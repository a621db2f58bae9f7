package dev.pitwall.core.query.preparation;

import dev.pitwall.core.planner.program.PlanInputs;
import dev.pitwall.core.query.result.QueryWarning;
import dev.pitwall.execution.plan.PhysicalPlan;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A plan, what it was made for, the parameters that its statement has, and what its author should
 * know.
 *
 * @param parameters one field for each {@code ?}, in order
 * @param notes what EXPLAIN says beside the plan and the warnings, a line each
 */
public record PlannedQuery(
    PhysicalPlan plan,
    PlanInputs inputs,
    Schema parameters,
    List<QueryWarning> warnings,
    List<String> notes) {
  public PlannedQuery {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(parameters, "parameters");
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
  }

  /** Whether what was just planned may be run, once, though time went by. */
  public boolean isGoodForOneRun() {
    return !inputs.isReusable() || inputs.isCurrent();
  }
}
