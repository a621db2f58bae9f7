package dev.pitwall.execution.operator;

import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.metrics.QueryMetrics;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.task.CancellationToken;
import dev.pitwall.execution.task.TaskGroup;
import dev.pitwall.execution.task.WorkerPool;
import org.apache.arrow.memory.BufferAllocator;

/** What the operators of one running query share. */
public record QueryContext(
    QueryMemory memory,
    EvaluationContext evaluation,
    CancellationToken token,
    WorkerPool pool,
    QueryMetrics metrics) {

  public BufferAllocator allocator() {
    return memory.allocator();
  }

  public OperatorMetrics metrics(PhysicalPlan node) {
    return metrics.of(node);
  }

  /** A group for tasks of this query; whoever asks closes it. */
  public TaskGroup newTaskGroup() {
    return new TaskGroup(pool, token);
  }
}
