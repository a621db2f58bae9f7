package dev.pitwall.execution.plan;

import dev.pitwall.execution.kernel.EvaluationContext;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** A relational operation that has no operator of its own here. Thread-safe. */
public interface BatchTransform {
  /**
   * Starts the operation.
   *
   * @param inputs in the order of the plan node's inputs; the returned stream closes them
   */
  BatchStream open(List<BatchStream> inputs, BufferAllocator allocator, EvaluationContext context);
}
