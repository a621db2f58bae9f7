package dev.pitwall.core.planner.physical;

import dev.pitwall.core.codegen.ExpressionCompiler;
import dev.pitwall.core.planner.logical.DistinctRows;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.execution.kernel.EvaluationContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/** Finds the nodes whose rows depend on no table. */
final class KnownRowPlans {
  private final ExpressionCompiler compiler;

  KnownRowPlans(ExpressionCompiler compiler) {
    this.compiler = compiler;
  }

  /** The rows, each once. */
  KnownRows of(DistinctRows rows) {
    List<List<KnownValue>> values = rows.rows().stream().map(row -> values(row, rows)).toList();
    return new KnownRows(
        ArrowTypes.schema(rows.getRowType()),
        (run, allocator) -> new ArrayList<>(new LinkedHashSet<>(rows(values, run, allocator))));
  }

  /** The rows of {@code VALUES (?), …} and {@code UNNEST(?)}; empty for another node. */
  Optional<KnownRows> of(RelNode node) {
    if (node instanceof Union union && union.all) {
      return ofValues(union);
    }
    return node instanceof Uncollect uncollect ? ofList(uncollect) : Optional.empty();
  }

  private Optional<KnownRows> ofValues(Union union) {
    if (!union.getInputs().stream().allMatch(KnownRowPlans::isOneRow)) {
      return Optional.empty();
    }
    List<List<KnownValue>> values =
        union.getInputs().stream().map(row -> values(((Project) row).getProjects(), row)).toList();
    return Optional.of(
        new KnownRows(
            ArrowTypes.schema(union.getRowType()),
            (run, allocator) -> rows(values, run, allocator)));
  }

  private Optional<KnownRows> ofList(Uncollect uncollect) {
    RelNode input = uncollect.getInput();
    boolean isPlain =
        isOneRow(input)
            && input.getRowType().getFieldCount() == 1
            && input.getRowType().getFieldList().get(0).getType().getComponentType() != null
            && !input.getRowType().getFieldList().get(0).getType().getComponentType().isStruct();
    if (!isPlain) {
      return Optional.empty();
    }
    KnownValue list = values(((Project) input).getProjects(), input).get(0);
    return Optional.of(
        new KnownRows(
            ArrowTypes.schema(uncollect.getRowType()),
            (run, allocator) ->
                elements((List<?>) list.in(run, allocator), uncollect.withOrdinality)));
  }

  /** UNNEST of NULL has no rows. */
  private static List<List<Object>> elements(List<?> list, boolean isNumbered) {
    List<List<Object>> rows = new ArrayList<>();
    if (list != null) {
      list.forEach(
          element -> {
            List<Object> row = new ArrayList<>(2);
            row.add(element);
            if (isNumbered) {
              row.add(rows.size() + 1);
            }
            rows.add(row);
          });
    }
    return rows;
  }

  private static boolean isOneRow(RelNode node) {
    return node instanceof Project project
        && project.getInput() instanceof Values values
        && values.getTuples().size() == 1
        && project.getProjects().stream().allMatch(KnownRowPlans::isKnown);
  }

  private static boolean isKnown(RexNode expression) {
    return RelOptUtil.InputFinder.bits(expression).isEmpty() && !RexOver.containsOver(expression);
  }

  private List<KnownValue> values(List<RexNode> row, RelNode node) {
    return row.stream()
        .map(e -> KnownValue.of(e, compiler, node.getCluster().getTypeFactory()))
        .toList();
  }

  private static List<List<Object>> rows(
      List<List<KnownValue>> values, EvaluationContext run, BufferAllocator allocator) {
    List<List<Object>> rows = new ArrayList<>(values.size());
    for (List<KnownValue> value : values) {
      List<Object> row = new ArrayList<>(value.size());
      value.forEach(column -> row.add(column.in(run, allocator)));
      rows.add(row);
    }
    return rows;
  }
}
