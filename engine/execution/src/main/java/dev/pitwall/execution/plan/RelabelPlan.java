package dev.pitwall.execution.plan;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Gives lowered columns their Arrow types and names back, without copying values.
 *
 * @param schema what clients see: field by field of the same width as the input's
 */
public record RelabelPlan(PhysicalPlan input, Schema schema) implements PhysicalPlan {
  @Override
  public List<PhysicalPlan> inputs() {
    return List.of(input);
  }
}
