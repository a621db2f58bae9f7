package dev.pitwall.core.planner.idiom;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.CorrelationId;

/** What a part of a plan looks at of the queries around it. */
public final class FreeVariables {
  private FreeVariables() {}

  /** The variables that are used within a node, and not set within it. */
  public static Set<CorrelationId> of(RelNode node) {
    Set<CorrelationId> free = new HashSet<>(RelOptUtil.getVariablesUsed(node));
    new RelVisitor() {
      @Override
      public void visit(RelNode visited, int ordinal, RelNode parent) {
        free.removeAll(visited.getVariablesSet());
        super.visit(visited, ordinal, parent);
      }
    }.go(node);
    return free;
  }
}
