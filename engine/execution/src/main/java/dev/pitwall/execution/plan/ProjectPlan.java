package dev.pitwall.execution.plan;

import dev.pitwall.execution.plan.term.Projection;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Computes columns.
 *
 * @param projections one for each field of {@code schema}
 */
public record ProjectPlan(PhysicalPlan input, List<Projection> projections, Schema schema)
    implements PhysicalPlan {
  public ProjectPlan {
    projections = List.copyOf(projections);
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of(input);
  }
}
