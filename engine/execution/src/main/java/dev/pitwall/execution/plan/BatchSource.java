package dev.pitwall.execution.plan;

import dev.pitwall.execution.kernel.EvaluationContext;
import org.apache.arrow.memory.BufferAllocator;

/** Rows that are not in an offline store: session tables, metadata. Thread-safe. */
public interface BatchSource {
  /** Opens the rows anew; the schema is that of the plan node. */
  BatchStream open(BufferAllocator allocator, EvaluationContext context);
}
