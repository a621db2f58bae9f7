package dev.pitwall.core.planner.rule;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/** An input of a join that is about to get computed columns behind its own. */
public final class ExtendedInput {
  private final RelNode input;
  private final List<RexNode> computed = new ArrayList<>();

  public ExtendedInput(RelNode input) {
    this.input = input;
  }

  /** The number of the column that holds an expression over the input's columns. */
  public int column(RexNode expression) {
    if (expression instanceof RexInputRef reference) {
      return reference.getIndex();
    }
    int known = computed.indexOf(expression);
    if (known < 0) {
      known = computed.size();
      computed.add(expression);
    }
    return input.getRowType().getFieldCount() + known;
  }

  /** The input with the columns asked for. */
  public RelNode build(RelBuilder builder) {
    if (computed.isEmpty()) {
      return input;
    }
    builder.push(input);
    List<RexNode> all = new ArrayList<>(builder.fields());
    all.addAll(computed);
    return builder.project(all, List.of(), true).build();
  }
}
