package dev.pitwall.execution.pipeline;

import dev.pitwall.execution.kernel.VectorKernel;
import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.plan.term.Projection;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.SharedVector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/** Computes columns. */
final class ProjectStep implements BatchStep {
  private final ProjectPlan plan;
  private final Set<Integer> wanted;
  private final QueryContext context;

  /**
   * Makes a step.
   *
   * @param wanted the output columns to compute; the others are left absent
   */
  ProjectStep(ProjectPlan plan, Set<Integer> wanted, QueryContext context) {
    this.plan = plan;
    this.wanted = Set.copyOf(wanted);
    this.context = context;
  }

  @Override
  public PositionedBatch apply(PositionedBatch input) {
    try (VectorSchemaRoot rows = input.rows();
        BatchAssembly assembly = new BatchAssembly()) {
      List<Field> fields = plan.schema().getFields();
      for (int i = 0; i < fields.size(); i++) {
        assembly.add(
            wanted.contains(i)
                ? column(plan.projections().get(i), fields.get(i), rows)
                : new NullVector(fields.get(i).getName(), rows.getRowCount()));
      }
      return new PositionedBatch(
          assembly.toBatch(plan.schema(), rows.getRowCount()), input.positions());
    }
  }

  private FieldVector column(Projection projection, Field field, VectorSchemaRoot rows) {
    if (projection instanceof Projection.Computed computed) {
      return compute(computed.kernel(), field, rows);
    }
    int index = ((Projection.Column) projection).index();
    return SharedVector.of(rows.getVector(index), field, context.allocator());
  }

  private FieldVector compute(VectorKernel kernel, Field field, VectorSchemaRoot rows) {
    FieldVector output = field.createVector(context.allocator());
    try {
      output.setInitialCapacity(rows.getRowCount());
      output.allocateNew();
      kernel.evaluate(rows, output, context.evaluation());
      return output;
    } catch (RuntimeException | Error e) {
      output.close();
      throw e;
    }
  }

  @Override
  public Set<Integer> inputsFor(Set<Integer> output) {
    Set<Integer> inputs = new HashSet<>();
    for (int column : output) {
      inputs.addAll(inputsOf(plan.projections().get(column)));
    }
    return inputs;
  }

  private Set<Integer> inputsOf(Projection projection) {
    if (projection instanceof Projection.Computed computed) {
      return computed.kernel().columns().orElseGet(() -> BatchStep.allColumns(plan.input()));
    }
    return Set.of(((Projection.Column) projection).index());
  }

  @Override
  public OperatorMetrics metrics() {
    return context.metrics(plan);
  }
}
