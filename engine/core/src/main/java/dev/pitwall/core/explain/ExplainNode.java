package dev.pitwall.core.explain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One node of a plan as EXPLAIN shows it, in no particular format.
 *
 * @param operator what the node does, in words
 * @param details names and values in display order
 */
public record ExplainNode(String operator, Map<String, String> details, List<ExplainNode> inputs) {
  public ExplainNode {
    Objects.requireNonNull(operator, "operator");
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    inputs = List.copyOf(inputs);
  }
}
