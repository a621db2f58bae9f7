package dev.pitwall.core.explain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Renders a plan as JSON: {@code {"operator", "details", "inputs"}}, nested. */
public final class JsonExplain {
  private JsonExplain() {}

  /** The plan, indented. */
  public static String text(ExplainNode root) {
    return node(root).toPrettyString();
  }

  private static ObjectNode node(ExplainNode node) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("operator", node.operator());
    ObjectNode details = json.putObject("details");
    node.details().forEach(details::put);
    node.inputs().forEach(input -> json.withArrayProperty("inputs").add(node(input)));
    return json;
  }
}
