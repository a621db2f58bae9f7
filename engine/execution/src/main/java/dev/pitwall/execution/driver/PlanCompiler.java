package dev.pitwall.execution.driver;

import dev.pitwall.execution.aggregate.AggregateOperator;
import dev.pitwall.execution.join.HashJoinOperator;
import dev.pitwall.execution.join.LookupJoinOperator;
import dev.pitwall.execution.join.asof.AsofJoinOperator;
import dev.pitwall.execution.join.pointintime.FeatureSide;
import dev.pitwall.execution.join.pointintime.PointInTimeJoinOperator;
import dev.pitwall.execution.join.pointintime.RetainedFeatureSide;
import dev.pitwall.execution.join.pointintime.ScanFeatureSide;
import dev.pitwall.execution.operator.LimitOperator;
import dev.pitwall.execution.operator.MeteredStream;
import dev.pitwall.execution.operator.OpenedOperator;
import dev.pitwall.execution.operator.RelabelOperator;
import dev.pitwall.execution.operator.ScanOperator;
import dev.pitwall.execution.operator.ScanOperator.ScanOrder;
import dev.pitwall.execution.operator.UnionOperator;
import dev.pitwall.execution.operator.ValuesOperator;
import dev.pitwall.execution.pipeline.ScanPipeline;
import dev.pitwall.execution.pipeline.StepOperator;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.plan.AsofJoinPlan;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.FilterPlan;
import dev.pitwall.execution.plan.HashJoinPlan;
import dev.pitwall.execution.plan.LimitPlan;
import dev.pitwall.execution.plan.OnlineLookupPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.plan.RelabelPlan;
import dev.pitwall.execution.plan.SortPlan;
import dev.pitwall.execution.plan.SourcePlan;
import dev.pitwall.execution.plan.TransformPlan;
import dev.pitwall.execution.plan.UnionPlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.sort.SortOperator;
import dev.pitwall.execution.task.QueryContext;
import java.util.List;
import java.util.Optional;

/** Makes the operators of a plan for one run. Nothing is read or opened before the first pull. */
final class PlanCompiler {
  private final QueryContext context;
  private final ScanOrder order;

  PlanCompiler(QueryContext context) {
    this(context, ScanOrder.ANY);
  }

  private PlanCompiler(QueryContext context, ScanOrder order) {
    this.context = context;
    this.order = order;
  }

  /** The operator of a node, with those below it. */
  BatchStream compile(PhysicalPlan plan) {
    Optional<ScanPipeline> pipeline = ScanPipeline.of(plan, context);
    if (pipeline.isPresent()) {
      return new ScanOperator(pipeline.get(), plan.schema(), order, context);
    }
    return new MeteredStream(operator(plan), context.metrics(plan), context.token());
  }

  private List<BatchStream> inputs(PhysicalPlan plan) {
    return plan.inputs().stream().map(this::compile).toList();
  }

  private BatchStream operator(PhysicalPlan plan) {
    if (plan instanceof SourcePlan source) {
      return OpenedOperator.source(source, context);
    } else if (plan instanceof ValuesPlan values) {
      return new ValuesOperator(values, context);
    } else if (plan instanceof FilterPlan filter) {
      return StepOperator.filter(filter, compile(filter.input()), context);
    } else if (plan instanceof ProjectPlan project) {
      return StepOperator.project(project, compile(project.input()), context);
    } else if (plan instanceof LimitPlan limit) {
      return new LimitOperator(limit, compile(limit.input()), context);
    } else if (plan instanceof UnionPlan union) {
      return new UnionOperator(union, inputs(union), context);
    } else if (plan instanceof TransformPlan transform) {
      return OpenedOperator.transform(transform, inputs(transform), context);
    } else if (plan instanceof RelabelPlan relabel) {
      return new RelabelOperator(relabel, compile(relabel.input()), context);
    } else if (plan instanceof PointInTimeJoinPlan join) {
      List<FeatureSide> sides = join.features().stream().map(this::featureSide).toList();
      return new PointInTimeJoinOperator(join, compile(join.spine()), sides, context);
    } else if (plan instanceof AsofJoinPlan join) {
      return new AsofJoinOperator(
          join, compile(join.spine()), inOrder(join.feature().source()), context);
    } else if (plan instanceof HashJoinPlan join) {
      return new HashJoinOperator(join, compile(join.left()), compile(join.right()), context);
    } else if (plan instanceof AggregatePlan aggregate) {
      return aggregate(aggregate);
    } else if (plan instanceof SortPlan sort) {
      return new SortOperator(sort, compile(sort.input()), context);
    } else if (plan instanceof OnlineLookupPlan lookup) {
      return new LookupJoinOperator(lookup, compile(lookup.input()), context);
    }
    throw new IllegalArgumentException("not on top of a scan: " + plan);
  }

  private BatchStream aggregate(AggregatePlan plan) {
    Optional<ScanPipeline> scan = ScanPipeline.of(plan.input(), context);
    if (scan.isPresent() && order == ScanOrder.ANY && AggregateOperator.worksInParts(plan)) {
      return AggregateOperator.on(plan, scan.get(), context);
    }
    return AggregateOperator.on(plan, compile(plan.input()), context);
  }

  private FeatureSide featureSide(FeatureInput input) {
    Optional<ScanPipeline> pipeline = ScanPipeline.of(input.source(), context);
    if (pipeline.isPresent()) {
      return new ScanFeatureSide(input, pipeline.get(), context);
    }
    return new RetainedFeatureSide(input, inOrder(input.source()), context);
  }

  /** Rows in a fixed order, which decides full ties. */
  private BatchStream inOrder(PhysicalPlan plan) {
    return new PlanCompiler(context, ScanOrder.BY_SPLIT).compile(plan);
  }
}
