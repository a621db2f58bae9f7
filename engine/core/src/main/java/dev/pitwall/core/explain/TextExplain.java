package dev.pitwall.core.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Renders a plan as indented lines. */
public final class TextExplain {
  private TextExplain() {}

  /** The lines, without line ends: the nodes, then a line for each warning. */
  public static List<String> lines(ExplainNode root, List<String> warnings) {
    List<String> lines = new ArrayList<>();
    add(root, "", lines);
    warnings.forEach(warning -> lines.add("warning: " + warning));
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
