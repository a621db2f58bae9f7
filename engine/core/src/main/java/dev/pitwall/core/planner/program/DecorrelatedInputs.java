package dev.pitwall.core.planner.program;

import dev.pitwall.core.planner.idiom.FreeVariables;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.RelBuilder;

/**
 * Decorrelates the inputs of point-in-time joins on their own. Calcite moves the columns of what it
 * decorrelates, and follows them through its own kinds of nodes only.
 */
final class DecorrelatedInputs extends RelHomogeneousShuttle {
  private final RelBuilder builder;

  DecorrelatedInputs(RelBuilder builder) {
    this.builder = builder;
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    if (!(visited instanceof PointInTimeJoin join)) {
      return visited;
    }
    List<RelNode> inputs = join.getInputs().stream().map(this::decorrelated).toList();
    return inputs.equals(join.getInputs()) ? join : join.copy(join.getTraitSet(), inputs);
  }

  /** A projection at the root has its columns where they were. */
  private RelNode decorrelated(RelNode input) {
    if (!FreeVariables.of(input).isEmpty()) {
      return input;
    }
    builder.push(input);
    RelNode root = builder.project(builder.fields(), List.of(), true).build();
    RelNode decorrelated = RelDecorrelator.decorrelateQuery(root, builder);
    return decorrelated == root ? input : decorrelated;
  }
}
