package dev.pitwall.execution.plan;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** All rows of all inputs, duplicates kept; the inputs agree with {@code schema} in types. */
public record UnionPlan(List<PhysicalPlan> inputs, Schema schema) implements PhysicalPlan {
  public UnionPlan {
    inputs = List.copyOf(inputs);
  }
}
