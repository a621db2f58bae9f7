package dev.pitwall.core.planner.rule;

import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** What EXPLAIN says of a match, in the names of both sides. */
public final class MatchText {
  private static final Pattern COLUMN = Pattern.compile("\\$(\\d+)");

  private MatchText() {}

  /** An expression over a node's columns. */
  public static String expression(RexNode expression, RelNode input) {
    List<String> names = input.getRowType().getFieldNames();
    return COLUMN
        .matcher(MatchTypes.uncast(expression).toString())
        .replaceAll(column -> quoted(names.get(Integer.parseInt(column.group(1)))));
  }

  private static String quoted(String name) {
    return Matcher.quoteReplacement(name);
  }

  /** Which feature values match. */
  public static String bound(String event, MatchDirection direction, Bound bound, String at) {
    String operator = direction == MatchDirection.BACKWARD ? "<" : ">";
    return event + " " + operator + (bound == Bound.INCLUSIVE ? "= " : " ") + at;
  }

  /** How far a match may lie; empty for any distance. */
  public static String distance(OptionalLong distance, MatchDirection direction, RelDataType type) {
    if (distance.isEmpty()) {
      return "";
    }
    String name = direction == MatchDirection.BACKWARD ? " AND age <= " : " AND ahead <= ";
    return name
        + (SqlTypeUtil.isNumeric(type)
            ? Long.toString(distance.getAsLong())
            : LengthText.of(distance.getAsLong()));
  }
}
