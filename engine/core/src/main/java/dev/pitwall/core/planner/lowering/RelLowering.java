package dev.pitwall.core.planner.lowering;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Lowers a logical plan, bottom up: the same nodes with the same field names, in which numbers
 * stand for dates, times and intervals. Nothing of it knows these types any more.
 */
public final class RelLowering {
  private final RexLowering expressions;
  private final TypeLowering types;
  private final Function<TableScan, RelNode> scans;
  private final ValuesLowering values;
  private final AggregateLowering aggregates;

  /**
   * @param scans gives the lowered form of a scan, whose row type is the lowered one
   */
  public RelLowering(RexBuilder builder, Function<TableScan, RelNode> scans) {
    this.scans = scans;
    expressions = new RexLowering(builder, this::lower);
    types = expressions.types();
    values = new ValuesLowering(expressions);
    aggregates = new AggregateLowering(expressions);
  }

  /**
   * The lowered plan.
   *
   * @throws PitwallException NOT_SUPPORTED naming a node or function without a lowered form
   */
  public RelNode lower(RelNode node) {
    if (node instanceof TableScan scan) {
      return scans.apply(scan);
    }
    List<RelNode> inputs = new ArrayList<>();
    node.getInputs().forEach(input -> inputs.add(lower(input)));
    RelNode lowered = lower(node, inputs);
    checkTypes(node, lowered);
    return lowered;
  }

  private RelNode lower(RelNode node, List<RelNode> inputs) {
    if (node instanceof LoweredRel own) {
      return own.lower(inputs, expressions);
    }
    if (node instanceof Values constants) {
      return values.lower(constants);
    }
    if (inputs.size() == 1) {
      return lowerUnary(node, inputs.get(0));
    }
    if (node instanceof SetOp operation) {
      return lowerSetOperation(operation, inputs);
    }
    return lowerBinary(node, inputs);
  }

  private RelNode lowerUnary(RelNode node, RelNode input) {
    if (node instanceof Project project) {
      return lowerProject(project, input);
    }
    if (node instanceof Filter filter) {
      return LogicalFilter.create(
          input,
          expressions.lower(filter.getCondition()),
          ImmutableSet.copyOf(filter.getVariablesSet()));
    }
    if (node instanceof Aggregate aggregate) {
      return aggregates.lower(aggregate, input);
    }
    if (node instanceof Sort sort) {
      return LogicalSort.create(
          input, sort.getCollation(), lowered(sort.offset), lowered(sort.fetch));
    }
    if (node instanceof Uncollect uncollect) {
      return lowerUncollect(uncollect, input);
    }
    throw unsupported(node);
  }

  private RexNode lowered(RexNode count) {
    return count == null ? null : expressions.lower(count);
  }

  private RelNode lowerProject(Project project, RelNode input) {
    return LogicalProject.create(
        input,
        project.getHints(),
        expressions.lower(project.getProjects()),
        project.getRowType().getFieldNames(),
        project.getVariablesSet());
  }

  private static RelNode lowerUncollect(Uncollect uncollect, RelNode input) {
    return Uncollect.create(
        input.getTraitSet(), input, uncollect.withOrdinality, uncollect.getItemAliases());
  }

  private RelNode lowerBinary(RelNode node, List<RelNode> inputs) {
    if (node instanceof LogicalAsofJoin join) {
      return LogicalAsofJoin.create(
          inputs.get(0),
          inputs.get(1),
          join.getHints(),
          expressions.lower(join.getCondition()),
          expressions.lower(join.getMatchCondition()),
          join.getJoinType(),
          ImmutableList.of());
    }
    if (node instanceof Join join) {
      return LogicalJoin.create(
          inputs.get(0),
          inputs.get(1),
          join.getHints(),
          expressions.lower(join.getCondition()),
          join.getVariablesSet(),
          join.getJoinType());
    }
    if (node instanceof Correlate correlate) {
      return LogicalCorrelate.create(
          inputs.get(0),
          inputs.get(1),
          correlate.getHints(),
          correlate.getCorrelationId(),
          correlate.getRequiredColumns(),
          correlate.getJoinType());
    }
    throw unsupported(node);
  }

  private RelNode lowerSetOperation(SetOp operation, List<RelNode> inputs) {
    List<RelNode> aligned = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      aligned.add(
          aligned(inputs.get(i), operation.getInput(i).getRowType(), operation.getRowType()));
    }
    return operation.copy(operation.getTraitSet(), aligned, operation.all);
  }

  /**
   * Casts what stands for other types than it should, such as dates among timestamps, or what
   * GROUPING is in a grouping set that is there twice.
   */
  private RelNode aligned(RelNode input, RelDataType from, RelDataType to) {
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < to.getFieldCount(); i++) {
      RexNode field = RexInputRef.of(i, input.getRowType());
      RelDataType source = from.getFieldList().get(i).getType();
      RelDataType target = to.getFieldList().get(i).getType();
      boolean differs =
          TimeKind.of(source) != TimeKind.of(target)
                  && (types.changes(source) || types.changes(target))
              || SqlTypeUtil.isIntType(source)
                  && SqlTypeUtil.isIntType(target)
                  && source.getSqlTypeName() != target.getSqlTypeName();
      fields.add(differs ? expressions.cast(field, source, target) : field);
    }
    return fields.stream().allMatch(RexInputRef.class::isInstance)
        ? input
        : LogicalProject.create(input, List.of(), fields, to.getFieldNames(), ImmutableSet.of());
  }

  /** What was declared is what comes out; else a wrong cast would be found far from here. */
  private void checkTypes(RelNode node, RelNode lowered) {
    RelDataType expected = types.lower(node.getRowType());
    if (!RelOptUtil.areRowTypesEqual(expected, lowered.getRowType(), false)) {
      throw new PitwallException(
          ErrorCode.INTERNAL_ERROR,
          "%s was declared %s but lowered to %s"
              .formatted(
                  node.getRelTypeName(),
                  expected.getFullTypeString(),
                  lowered.getRowType().getFullTypeString()));
    }
  }

  private static PitwallException unsupported(RelNode node) {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED, node.getRelTypeName() + " is not supported");
  }
}
