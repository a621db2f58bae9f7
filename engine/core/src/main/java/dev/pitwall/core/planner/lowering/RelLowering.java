package dev.pitwall.core.planner.lowering;

import com.google.common.collect.ImmutableList;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Lowers the types of a tree: afterwards no date, time or interval is left in it, only numbers, and
 * whatever computes on it is exact.
 */
public final class RelLowering {
  private final RelOptCluster cluster;
  private final TypeLowering types;
  private final ZoneId zone;
  private final Function<TableScan, RelNode> scans;

  /**
   * Makes a lowering.
   *
   * @param zone the session's
   * @param scans gives the lowered scan of a table
   */
  public RelLowering(RelOptCluster cluster, ZoneId zone, Function<TableScan, RelNode> scans) {
    this.cluster = cluster;
    this.types = new TypeLowering(cluster.getTypeFactory());
    this.zone = zone;
    this.scans = scans;
  }

  /**
   * The lowered tree.
   *
   * @throws dev.pitwall.spi.error.PitwallException NOT_SUPPORTED naming what cannot be lowered
   */
  public RelNode lower(RelNode node) {
    if (node instanceof TableScan scan) {
      return scans.apply(scan);
    }
    List<RelNode> inputs = node.getInputs().stream().map(this::lower).toList();
    RexLowering expressions = expressions(inputs);
    if (node instanceof LoweredRel own) {
      return own.lower(inputs, expressions);
    } else if (node instanceof Project project) {
      return project(project, inputs.get(0), expressions);
    } else if (node instanceof Filter filter) {
      return LogicalFilter.create(
          inputs.get(0),
          expressions.lower(filter.getCondition()),
          com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet()));
    } else if (node instanceof Join join) {
      return LogicalJoin.create(
          inputs.get(0),
          inputs.get(1),
          join.getHints(),
          expressions.lower(join.getCondition()),
          join.getVariablesSet(),
          join.getJoinType());
    } else if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate, inputs.get(0));
    } else if (node instanceof Values values) {
      return values(values, expressions);
    } else if (node instanceof TableFunctionScan) {
      throw RexLowering.unsupportedNode("this table function");
    }
    return node.copy(node.getTraitSet(), inputs);
  }

  private RexLowering expressions(List<RelNode> inputs) {
    List<RelDataTypeField> fields = new ArrayList<>();
    inputs.forEach(input -> fields.addAll(input.getRowType().getFieldList()));
    return new RexLowering(cluster.getRexBuilder(), types, zone, fields);
  }

  private static RelNode project(Project project, RelNode input, RexLowering expressions) {
    List<RexNode> lowered = project.getProjects().stream().map(expressions::lower).toList();
    return LogicalProject.create(
        input,
        project.getHints(),
        lowered,
        project.getRowType().getFieldNames(),
        Set.copyOf(project.getVariablesSet()));
  }

  private RelNode aggregate(Aggregate aggregate, RelNode input) {
    List<AggregateCall> calls = aggregate.getAggCallList().stream().map(this::call).toList();
    return LogicalAggregate.create(
        input, aggregate.getHints(), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
  }

  private AggregateCall call(AggregateCall call) {
    return AggregateCall.create(
        call.getAggregation(),
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.collation,
        types.lower(call.getType()),
        call.getName());
  }

  private RelNode values(Values values, RexLowering expressions) {
    ImmutableList<ImmutableList<RexLiteral>> rows =
        values.getTuples().stream()
            .map(row -> row(row, expressions))
            .collect(ImmutableList.toImmutableList());
    return LogicalValues.create(cluster, types.lower(values.getRowType()), rows);
  }

  private static ImmutableList<RexLiteral> row(List<RexLiteral> row, RexLowering expressions) {
    return row.stream()
        .map(literal -> (RexLiteral) expressions.lower(literal))
        .collect(ImmutableList.toImmutableList());
  }
}
