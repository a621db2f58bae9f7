package dev.pitwall.core.explain;

import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.plan.SortPlan;
import dev.pitwall.execution.plan.term.AggregateCall;
import dev.pitwall.execution.plan.term.Projection;
import dev.pitwall.execution.plan.term.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;

/** Spells what plans say of columns, which they know by their numbers. */
final class ColumnTerms {
  private ColumnTerms() {}

  static String projections(ProjectPlan project) {
    Schema input = project.input().schema();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < project.projections().size(); i++) {
      String name = name(project.schema(), i);
      Projection projection = project.projections().get(i);
      String expression =
          projection instanceof Projection.Column column
              ? name(input, column.index())
              : ((Projection.Computed) projection).kernel().toString();
      columns.add(expression.equals(name) ? name : expression + " AS " + name);
    }
    return String.join(", ", columns);
  }

  static String sortKeys(SortPlan sort) {
    return sort.keys().stream().map(key -> sortKey(key, sort)).collect(Collectors.joining(", "));
  }

  private static String sortKey(SortKey key, SortPlan sort) {
    return name(sort.schema(), key.column())
        + (key.direction() == SortKey.Direction.DESCENDING ? " DESC" : "")
        + " NULLS "
        + key.nulls();
  }

  static String calls(AggregatePlan aggregate) {
    return aggregate.calls().stream()
        .map(call -> call(call, aggregate.input().schema()))
        .collect(Collectors.joining(", "));
  }

  private static String call(AggregateCall call, Schema input) {
    String argument = call.argument().isPresent() ? name(input, call.argument().getAsInt()) : "*";
    String distinct = call.distinctness() == AggregateCall.Distinctness.DISTINCT ? "DISTINCT " : "";
    String filter =
        call.filter().isPresent()
            ? " FILTER (WHERE " + name(input, call.filter().getAsInt()) + ")"
            : "";
    return call.function() + "(" + distinct + argument + ")" + filter;
  }

  static String names(Schema schema, List<Integer> columns) {
    return columns.stream().map(c -> name(schema, c)).collect(Collectors.joining(", "));
  }

  static String name(Schema schema, int column) {
    return schema.getFields().get(column).getName();
  }
}
