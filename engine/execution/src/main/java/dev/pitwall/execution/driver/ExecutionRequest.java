package dev.pitwall.execution.driver;

import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.plan.PhysicalPlan;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A plan to run and what it may use.
 *
 * @param parent the allocator under which the query gets a child of its own
 * @param memoryLimitBytes what that child may hold at most
 * @param timeout how long the query may take; empty for as long as it likes
 */
public record ExecutionRequest(
    PhysicalPlan plan,
    EvaluationContext evaluation,
    BufferAllocator parent,
    long memoryLimitBytes,
    Optional<Duration> timeout) {
  public ExecutionRequest {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(evaluation, "evaluation");
    Objects.requireNonNull(parent, "parent");
    Objects.requireNonNull(timeout, "timeout");
  }
}
