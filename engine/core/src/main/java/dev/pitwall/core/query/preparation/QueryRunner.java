package dev.pitwall.core.query.preparation;

import dev.pitwall.core.activity.StatementRun;
import dev.pitwall.core.config.EngineConfig.LimitsConfig;
import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.execution.driver.ExecutionRequest;
import dev.pitwall.execution.driver.QueryDriver;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.plan.PhysicalPlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.memory.BufferAllocator;

/** Starts plans for sessions, within the limits. Thread-safe. */
public final class QueryRunner {
  private final QueryDriver driver;
  private final BufferAllocator allocator;
  private final LimitsConfig limits;

  public QueryRunner(QueryDriver driver, BufferAllocator allocator, LimitsConfig limits) {
    this.driver = driver;
    this.allocator = allocator;
    this.limits = limits;
  }

  public RunningQuery start(PhysicalPlan plan, QuerySession session) {
    return start(plan, session, ParameterValues.NONE);
  }

  public RunningQuery start(PhysicalPlan plan, QuerySession session, ParameterValues parameters) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    EvaluationContext evaluation =
        new EvaluationContext(
            now, session.settings().timeZone(), session.user(), parameters.values());
    RunningQuery query =
        driver.start(
            new ExecutionRequest(
                plan, evaluation, allocator, limits.queryMemoryBytes(), limits.queryTimeout()));
    StatementRun.current().ifPresent(run -> run.attach(query));
    return query;
  }

  /** As much memory as a query may have; the caller closes it. */
  public BufferAllocator newMemory(String name) {
    return allocator.newChildAllocator(name, 0, limits.queryMemoryBytes());
  }

  /** How much memory a query may have. */
  public long queryMemoryBytes() {
    return limits.queryMemoryBytes();
  }

  public BufferAllocator allocator() {
    return allocator;
  }
}
