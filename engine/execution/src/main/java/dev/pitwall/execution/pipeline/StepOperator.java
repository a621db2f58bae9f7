package dev.pitwall.execution.pipeline;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.FilterPlan;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.task.QueryContext;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Filters or projects batches on the thread that pulls. */
public final class StepOperator implements BatchStream {
  private final BatchStream input;
  private final BatchStep step;
  private final Schema schema;

  private StepOperator(BatchStream input, BatchStep step, Schema schema) {
    this.input = input;
    this.step = step;
    this.schema = schema;
  }

  public static StepOperator filter(FilterPlan plan, BatchStream input, QueryContext context) {
    return new StepOperator(input, new FilterStep(plan, context), plan.schema());
  }

  public static StepOperator project(ProjectPlan plan, BatchStream input, QueryContext context) {
    BatchStep step = new ProjectStep(plan, BatchStep.allColumns(plan), context);
    return new StepOperator(input, step, plan.schema());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public VectorSchemaRoot next() {
    for (VectorSchemaRoot batch = input.next(); batch != null; batch = input.next()) {
      PositionedBatch output = step.apply(PositionedBatch.unplaced(batch));
      if (output != null) {
        return output.rows();
      }
    }
    return null;
  }

  @Override
  public void close() {
    input.close();
  }
}
