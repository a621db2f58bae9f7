package dev.pitwall.execution.task;

import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.metrics.QueryMetrics;
import dev.pitwall.execution.plan.PhysicalPlan;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;

/** What the operators of one running query share. */
public record QueryContext(
    QueryMemory memory,
    EvaluationContext evaluation,
    CancellationToken token,
    WorkerPool pool,
    QueryMetrics metrics,
    Tuning tuning) {

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

  /**
   * Runs a loop on the workers, and waits for its end.
   *
   * @param count the loop goes from 0 until before this number
   * @param length how many numbers a worker takes at once
   */
  public void loop(int count, int length, RangeTask.Body body) {
    if (count <= length) {
      body.run(0, count);
      return;
    }
    AtomicInteger next = new AtomicInteger();
    try (TaskGroup group = newTaskGroup()) {
      for (int i = 0; i < Math.min(pool.size(), 1 + count / length); i++) {
        group.start(new RangeTask(next, count, length, body));
      }
      group.await();
    }
  }
}
