package dev.pitwall.execution.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Literal rows.
 *
 * @param rows values in the lowered representation: {@link Boolean}, {@link Byte}, {@link Short},
 *     {@link Integer}, {@link Long}, {@link Float}, {@link Double}, {@link java.math.BigDecimal},
 *     {@link String}, {@code byte[]} by the column's Arrow type; null for NULL
 */
public record ValuesPlan(Schema schema, List<List<Object>> rows) implements PhysicalPlan {
  public ValuesPlan {
    rows = rows.stream().map(row -> Collections.unmodifiableList(new ArrayList<>(row))).toList();
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of();
  }
}
