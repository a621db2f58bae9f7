package dev.pitwall.execution.operator;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.SourcePlan;
import dev.pitwall.execution.plan.TransformPlan;
import dev.pitwall.execution.task.QueryContext;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Passes on what a plan brings with it, and opens that at the first pull. */
public final class OpenedOperator implements BatchStream {
  private final Schema schema;
  private final List<BatchStream> inputs;
  private final Supplier<BatchStream> opening;
  private BatchStream rows;

  private OpenedOperator(Schema schema, List<BatchStream> inputs, Supplier<BatchStream> opening) {
    this.schema = schema;
    this.inputs = inputs;
    this.opening = opening;
  }

  /** The rows of a source. */
  public static OpenedOperator source(SourcePlan plan, QueryContext context) {
    return new OpenedOperator(
        plan.schema(),
        List.of(),
        () -> plan.source().open(context.allocator(), context.evaluation()));
  }

  /** What an operation without an operator of its own makes of its inputs. */
  public static OpenedOperator transform(
      TransformPlan plan, List<BatchStream> inputs, QueryContext context) {
    return new OpenedOperator(
        plan.schema(),
        inputs,
        () -> plan.transform().open(inputs, context.allocator(), context.evaluation()));
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public VectorSchemaRoot next() {
    if (rows == null) {
      rows = opening.get();
    }
    return rows.next();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
    inputs.forEach(BatchStream::close); // a second time, unless a transform never started
  }
}
