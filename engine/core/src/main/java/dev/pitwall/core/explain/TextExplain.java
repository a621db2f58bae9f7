package dev.pitwall.core.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Renders a plan as indented lines. */
public final class TextExplain {
  private TextExplain() {}

  /**
   * The lines, without line ends.
   *
   * @param notes about the plan as a whole, which follow it as comments
   */
  public static List<String> lines(ExplainNode root, List<String> notes) {
    List<String> lines = new ArrayList<>();
    add(root, "", lines);
    notes.forEach(note -> lines.add("-- " + note));
    return lines;
  }

  private static void add(ExplainNode node, String indent, List<String> lines) {
    String details =
        node.details().entrySet().stream()
            .map(detail -> detail.getKey() + "=" + detail.getValue())
            .collect(Collectors.joining(", "));
    lines.add(indent + node.operator() + (details.isEmpty() ? "" : " [" + details + "]"));
    node.inputs().forEach(input -> add(input, indent + "  ", lines));
  }
}
