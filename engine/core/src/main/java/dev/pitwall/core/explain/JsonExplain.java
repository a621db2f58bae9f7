package dev.pitwall.core.explain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Renders a plan as JSON: {@code {"operator", "details", "inputs"}}, nested; {@code "notes"} at the
 * root, where there are any.
 */
public final class JsonExplain {
  private JsonExplain() {}

  /**
   * The plan, indented.
   *
   * @param notes about the plan as a whole, a line each
   */
  public static String text(ExplainNode root, List<String> notes) {
    ObjectNode json = node(root);
    notes.forEach(note -> json.withArrayProperty("notes").add(note));
    return json.toPrettyString();
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
