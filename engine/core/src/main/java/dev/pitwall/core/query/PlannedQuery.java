package dev.pitwall.core.query;

import dev.pitwall.execution.plan.PhysicalPlan;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A plan, and the parameters that its statement has.
 *
 * @param notes what EXPLAIN says beside the plan, a line each
 * @param parameters one field for each {@code ?}, in order
 */
record PlannedQuery(PhysicalPlan plan, List<String> notes, Schema parameters) {
  PlannedQuery {
    Objects.requireNonNull(plan, "plan");
    notes = List.copyOf(notes);
    Objects.requireNonNull(parameters, "parameters");
  }
}
