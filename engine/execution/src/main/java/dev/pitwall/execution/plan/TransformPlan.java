package dev.pitwall.execution.plan;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * An operation without an operator of its own.
 *
 * @param name what EXPLAIN calls it
 */
public record TransformPlan(
    String name, List<PhysicalPlan> inputs, BatchTransform transform, Schema schema)
    implements PhysicalPlan {
  public TransformPlan {
    inputs = List.copyOf(inputs);
  }
}
