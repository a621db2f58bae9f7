package dev.pitwall.core.query;

import dev.pitwall.execution.plan.PhysicalPlan;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A plan, and the parameters that its statement has.
 *
 * @param parameters one field for each {@code ?}, in order
 */
record PlannedQuery(PhysicalPlan plan, Schema parameters) {
  PlannedQuery {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(parameters, "parameters");
  }
}
