package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.OnlineScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/**
 * A side of a join that is an online table below projections and filters.
 *
 * @param columns what the side puts out, as expressions of the table's columns
 * @param conditions what its filters ask of the table's columns
 */
record OnlineSide(OnlineScan scan, List<RexNode> columns, List<RexNode> conditions) {
  OnlineSide {
    columns = List.copyOf(columns);
    conditions = List.copyOf(conditions);
  }

  /** The side; empty when it is something else. */
  static Optional<OnlineSide> of(RelNode side) {
    RelNode node = side.stripped();
    RexBuilder rex = node.getCluster().getRexBuilder();
    if (node instanceof OnlineScan scan) {
      List<RexNode> all = new ArrayList<>(rex.identityProjects(scan.getRowType()));
      return Optional.of(new OnlineSide(scan, all, List.of()));
    } else if (node instanceof Project project && isPlain(project.getProjects())) {
      return of(project.getInput())
          .map(
              below ->
                  new OnlineSide(
                      below.scan,
                      project.getProjects().stream().map(below::inlined).toList(),
                      below.conditions));
    } else if (node instanceof Filter filter && isPlain(List.of(filter.getCondition()))) {
      return of(filter.getInput()).map(below -> below.and(filter.getCondition()));
    }
    return Optional.empty();
  }

  private static boolean isPlain(List<RexNode> expressions) {
    return expressions.stream()
        .allMatch(
            each ->
                RexUtil.isDeterministic(each)
                    && !RexUtil.containsCorrelation(each)
                    && !RexOver.containsOver(each)
                    && RexUtil.SubQueryFinder.find(each) == null);
  }

  private OnlineSide and(RexNode condition) {
    List<RexNode> all = new ArrayList<>(conditions);
    RelOptUtil.conjunctions(condition).forEach(term -> all.add(inlined(term)));
    return new OnlineSide(scan, columns, all);
  }

  private RexNode inlined(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return columns.get(reference.getIndex());
          }
        });
  }
}
