package dev.pitwall.execution.plan;

import dev.pitwall.execution.kernel.FilterKernel;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** Keeps the rows for which a condition is true. */
public record FilterPlan(PhysicalPlan input, FilterKernel condition) implements PhysicalPlan {
  @Override
  public Schema schema() {
    return input.schema();
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of(input);
  }
}
