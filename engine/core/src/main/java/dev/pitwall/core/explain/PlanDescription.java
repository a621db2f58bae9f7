package dev.pitwall.core.explain;

import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.plan.AsofJoinPlan;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.FilterPlan;
import dev.pitwall.execution.plan.HashJoinPlan;
import dev.pitwall.execution.plan.LimitPlan;
import dev.pitwall.execution.plan.OnlineLookupPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.plan.RelabelPlan;
import dev.pitwall.execution.plan.ScanPlan;
import dev.pitwall.execution.plan.SortPlan;
import dev.pitwall.execution.plan.SourcePlan;
import dev.pitwall.execution.plan.TransformPlan;
import dev.pitwall.execution.plan.UnionPlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.plan.term.NullKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Schema;

/** Describes executable plans to people. */
public final class PlanDescription {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Function<PhysicalPlan, Optional<OperatorMetrics>> metrics;

  private PlanDescription(Function<PhysicalPlan, Optional<OperatorMetrics>> metrics) {
    this.metrics = metrics;
  }

  /** A plan that was not run. */
  public static ExplainNode of(PhysicalPlan plan) {
    return new PlanDescription(node -> Optional.empty()).describe(plan);
  }

  /**
   * A plan that was run.
   *
   * @param metrics what each node did
   */
  public static ExplainNode of(PhysicalPlan plan, Function<PhysicalPlan, OperatorMetrics> metrics) {
    return new PlanDescription(node -> Optional.of(metrics.apply(node))).describe(plan);
  }

  private ExplainNode describe(PhysicalPlan plan) {
    if (plan instanceof RelabelPlan relabel) {
      return describe(relabel.input()); // names and types only
    }
    Map<String, String> details = new LinkedHashMap<>();
    String operator = operator(plan, details);
    metrics.apply(plan).ifPresent(measured -> add(measured, plan, details));
    return new ExplainNode(operator, details, plan.inputs().stream().map(this::describe).toList());
  }

  private static void add(
      OperatorMetrics measured, PhysicalPlan plan, Map<String, String> details) {
    details.put("rows", Long.toString(measured.rows()));
    if (plan instanceof ScanPlan) {
      details.put("bytes", Long.toString(measured.bytesRead()));
    }
    measured.notes().forEach((name, count) -> details.put(name, Long.toString(count)));
    details.put("time", String.format(Locale.ROOT, "%.1fms", measured.nanos() / NANOS_PER_MILLI));
  }

  private static String operator(PhysicalPlan plan, Map<String, String> details) {
    if (plan instanceof ScanPlan scan) {
      details.put("table", scan.scan().snapshot().source().location());
      details.putAll(scan.scan().explain());
      details.put("columns", String.join(", ", scan.columns()));
      return "Scan";
    } else if (plan instanceof SourcePlan source) {
      details.put("table", source.name());
      return "Source";
    } else if (plan instanceof ValuesPlan values) {
      details.put("rows", Integer.toString(values.rows().size()));
      return "Values";
    } else if (plan instanceof FilterPlan filter) {
      details.put("condition", filter.condition().toString());
      return "Filter";
    } else if (plan instanceof ProjectPlan project) {
      details.put("columns", ColumnTerms.projections(project));
      return "Project";
    } else if (plan instanceof LimitPlan limit) {
      addLimit(limit.offset(), limit.fetch(), details);
      return "Limit";
    } else if (plan instanceof UnionPlan) {
      return "Union";
    } else if (plan instanceof SortPlan sort) {
      details.put("by", ColumnTerms.sortKeys(sort));
      addLimit(sort.offset(), sort.fetch(), details);
      return "Sort";
    } else if (plan instanceof AggregatePlan aggregate) {
      details.put("group", ColumnTerms.names(aggregate.input().schema(), aggregate.groupColumns()));
      details.put("calls", ColumnTerms.calls(aggregate));
      return "HashAggregate";
    } else if (plan instanceof HashJoinPlan join) {
      describe(join, details);
      return "HashJoin";
    } else if (plan instanceof PointInTimeJoinPlan join) {
      describe(join, details);
      return "PointInTimeJoin";
    } else if (plan instanceof AsofJoinPlan join) {
      details.put(
          join.feature().name(), MatchDescription.kept(join.spine().schema(), join.feature()));
      return "AsofJoin";
    } else if (plan instanceof OnlineLookupPlan lookup) {
      lookup.views().forEach(view -> describe(view, lookup.input().schema(), details));
      return "OnlineLookup";
    } else if (plan instanceof TransformPlan transform) {
      details.put("operation", transform.name());
      return "Enumerable";
    }
    return plan.getClass().getSimpleName();
  }

  private static void addLimit(long offset, long fetch, Map<String, String> details) {
    if (offset > 0) {
      details.put("offset", Long.toString(offset));
    }
    if (fetch < Long.MAX_VALUE) {
      details.put("fetch", Long.toString(fetch));
    }
  }

  private static void describe(HashJoinPlan join, Map<String, String> details) {
    details.put("kind", join.kind().name().toLowerCase(Locale.ROOT));
    String equal = join.nulls() == NullKeys.ARE_EQUAL ? " IS NOT DISTINCT FROM " : " = ";
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < join.leftKeys().size(); i++) {
      keys.add(
          ColumnTerms.name(join.left().schema(), join.leftKeys().get(i))
              + equal
              + ColumnTerms.name(join.right().schema(), join.rightKeys().get(i)));
    }
    details.put("keys", String.join(" AND ", keys));
    join.residual().ifPresent(residual -> details.put("residual", residual.toString()));
  }

  private static void describe(PointInTimeJoinPlan join, Map<String, String> details) {
    for (FeatureInput feature : join.features()) {
      String match = MatchDescription.late(join.spine().schema(), feature);
      details.put(unusedName(feature.name(), details), match);
    }
  }

  private static void describe(
      OnlineLookupPlan.View view, Schema input, Map<String, String> details) {
    String lookup =
        "keys("
            + ColumnTerms.names(input, view.keyColumns())
            + "), features("
            + String.join(", ", view.features())
            + ")";
    details.put(unusedName(view.view().name(), details), lookup);
  }

  /** A view may be joined more than once. */
  private static String unusedName(String name, Map<String, String> details) {
    String unused = name;
    for (int number = 2; details.containsKey(unused); number++) {
      unused = name + "#" + number;
    }
    return unused;
  }
}
