package dev.pitwall.core.planner.physical;

import dev.pitwall.core.codegen.EnumerableTransforms;
import dev.pitwall.core.codegen.ExpressionCompiler;
import dev.pitwall.core.planner.logical.DistinctRows;
import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.logical.OnlineScan;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.core.planner.logical.SourceScan;
import dev.pitwall.core.planner.logical.StoreScan;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.plan.AsofJoinPlan;
import dev.pitwall.execution.plan.BatchTransform;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.FilterPlan;
import dev.pitwall.execution.plan.LimitPlan;
import dev.pitwall.execution.plan.OnlineLookupPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.plan.ScanPlan;
import dev.pitwall.execution.plan.SortPlan;
import dev.pitwall.execution.plan.SourcePlan;
import dev.pitwall.execution.plan.TransformPlan;
import dev.pitwall.execution.plan.UnionPlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.plan.term.Projection;
import dev.pitwall.execution.plan.term.SortKey;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.online.OnlineStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Makes an executable plan of lowered algebra, node by node: there is one operator for each kind of
 * node. A node without an operator of its own runs through Calcite's Enumerable.
 */
public final class PhysicalPlanner {
  private final ExpressionCompiler expressions;
  private final OnlineStore online;
  private final JoinPlans joins;
  private final KnownRowPlans knownRows;

  public PhysicalPlanner(ExpressionCompiler expressions, OnlineStore online) {
    this.expressions = expressions;
    this.online = online;
    this.joins = new JoinPlans(expressions);
    this.knownRows = new KnownRowPlans(expressions);
  }

  /** The plan of a node with all below it. */
  public PhysicalPlan plan(RelNode node) {
    if (node instanceof StoreScan scan) {
      return new ScanPlan(scan.store(), scan.scan(), scan.columns(), schema(scan));
    } else if (node instanceof SourceScan scan) {
      return new SourcePlan(scan.name(), scan.source(), schema(scan));
    } else if (node instanceof OnlineScan scan) {
      throw wholeOnlineTable(scan);
    } else if (node instanceof Values values) {
      return values(values);
    } else if (node instanceof DistinctRows rows) {
      return known(knownRows.of(rows));
    }
    return knownRows.of(node).map(PhysicalPlanner::known).orElseGet(() -> planInputs(node));
  }

  private static PhysicalPlan known(KnownRows rows) {
    return new SourcePlan("values", rows, rows.schema());
  }

  private PhysicalPlan planInputs(RelNode node) {
    return plan(node, EnumerableTransforms.inputs(node).stream().map(this::plan).toList());
  }

  private PhysicalPlan plan(RelNode node, List<PhysicalPlan> inputs) {
    if (node instanceof PointInTimeJoin join) {
      return pointInTime(join, inputs);
    } else if (node instanceof OnlineLookup lookup) {
      return lookup(lookup, inputs.get(0));
    } else if (node instanceof Filter filter) {
      return filter(filter, inputs.get(0));
    } else if (node instanceof Project project) {
      return project(project, inputs.get(0));
    } else if (node instanceof Sort sort) {
      return sort(sort, inputs.get(0));
    } else if (node instanceof Union union) {
      return union(union, inputs);
    } else if (node instanceof Aggregate aggregate) {
      return AggregatePlans.of(aggregate, inputs.get(0)).orElseGet(() -> transform(node, inputs));
    } else if (node instanceof Join join) {
      return joins.of(join, inputs.get(0), inputs.get(1)).orElseGet(() -> transform(node, inputs));
    }
    return transform(node, inputs);
  }

  private static PhysicalPlan pointInTime(PointInTimeJoin join, List<PhysicalPlan> inputs) {
    List<FeatureInput> features = new ArrayList<>();
    for (int i = 0; i < join.matches().size(); i++) {
      features.add(feature(join.matches().get(i), inputs.get(i + 1)));
    }
    return join.isStreamed()
        ? new PointInTimeJoinPlan(inputs.get(0), features, schema(join))
        : new AsofJoinPlan(
            inputs.get(0), features.get(0), join.matches().get(0).direction(), schema(join));
  }

  private static FeatureInput feature(FeatureMatch match, PhysicalPlan source) {
    return new FeatureInput(
        match.name(),
        source,
        match.spineKeys(),
        match.featureKeys(),
        match.spineTimestamp(),
        match.eventTimestamp(),
        match.createdTimestamp(),
        match.policy(),
        match.output(),
        match.condition());
  }

  private PhysicalPlan lookup(OnlineLookup lookup, PhysicalPlan input) {
    List<OnlineLookupPlan.View> views =
        lookup.views().stream()
            .map(v -> new OnlineLookupPlan.View(v.table().view(), v.keyColumns(), v.features()))
            .toList();
    return new OnlineLookupPlan(input, online, views, schema(lookup));
  }

  private PhysicalPlan filter(Filter filter, PhysicalPlan input) {
    return new FilterPlan(
        input, expressions.compileFilter(filter.getCondition(), filter.getInput().getRowType()));
  }

  private PhysicalPlan project(Project project, PhysicalPlan input) {
    List<Projection> projections =
        project.getProjects().stream().map(e -> projection(e, project.getInput())).toList();
    return new ProjectPlan(input, projections, schema(project));
  }

  private Projection projection(RexNode expression, RelNode input) {
    return expression instanceof RexInputRef reference
        ? new Projection.Column(reference.getIndex())
        : new Projection.Computed(expressions.compile(expression, input.getRowType()));
  }

  private static PhysicalPlan sort(Sort sort, PhysicalPlan input) {
    long offset = rows(sort.offset, 0);
    long fetch = rows(sort.fetch, Long.MAX_VALUE);
    return sort.getCollation().getFieldCollations().isEmpty()
        ? new LimitPlan(input, offset, fetch)
        : new SortPlan(
            input,
            sort.getCollation().getFieldCollations().stream()
                .map(PhysicalPlanner::sortKey)
                .toList(),
            offset,
            fetch);
  }

  private static SortKey sortKey(RelFieldCollation collation) {
    boolean descending = collation.getDirection().isDescending();
    boolean nullsFirst =
        switch (collation.nullDirection) {
          case FIRST -> true;
          case LAST -> false;
          case UNSPECIFIED -> descending;
        };
    return new SortKey(
        collation.getFieldIndex(),
        descending ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING,
        nullsFirst ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST);
  }

  private static long rows(RexNode node, long otherwise) {
    if (node == null) {
      return otherwise;
    }
    if (node instanceof RexLiteral literal) {
      return literal.getValueAs(Long.class);
    }
    throw new PitwallException(
        ErrorCode.NOT_SUPPORTED, "LIMIT and OFFSET take a number, not an expression");
  }

  private static PhysicalPlan union(Union union, List<PhysicalPlan> inputs) {
    Schema schema = schema(union);
    UnionPlan all = new UnionPlan(inputs, schema);
    if (union.all) {
      return all;
    }
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < schema.getFields().size(); i++) {
      columns.add(i);
    }
    return new AggregatePlan(all, columns, List.of(), schema);
  }

  private static PhysicalPlan values(Values values) {
    return new ValuesPlan(
        schema(values),
        values.getTuples().stream()
            .map(row -> LiteralValues.row(row, values.getRowType()))
            .toList());
  }

  private static PhysicalPlan transform(RelNode node, List<PhysicalPlan> inputs) {
    BatchTransform operation = EnumerableTransforms.of(node);
    return new TransformPlan(
        EnumerableTransforms.name(node),
        inputs,
        node instanceof Aggregate aggregate ? GrandTotal.kept(aggregate, operation) : operation,
        schema(node));
  }

  private static PitwallException wholeOnlineTable(OnlineScan scan) {
    List<String> keys = scan.table().view().entity().joinKeyNames();
    String name = scan.table().name();
    return new PitwallException(
        ErrorCode.ONLINE_SCAN_REFUSED,
        "online."
            + name
            + " answers lookups by key: add WHERE "
            + String.join(" = … AND ", keys)
            + " = …, join it on its keys, or read features."
            + name
            + "; to read all of it, SET online_scan = 'on'");
  }

  private static Schema schema(RelNode node) {
    return ArrowTypes.schema(node.getRowType());
  }
}
