package dev.pitwall.execution.plan;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Rows that are not in an offline store.
 *
 * @param name what EXPLAIN calls it
 */
public record SourcePlan(String name, BatchSource source, Schema schema) implements PhysicalPlan {
  @Override
  public List<PhysicalPlan> inputs() {
    return List.of();
  }
}
