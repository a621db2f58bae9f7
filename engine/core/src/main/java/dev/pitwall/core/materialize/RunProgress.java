package dev.pitwall.core.materialize;

import dev.pitwall.core.activity.StatementRun;
import dev.pitwall.core.session.Progress;
import dev.pitwall.core.session.ProgressListener;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.spi.online.WriteSummary;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells how far a run of MATERIALIZE is. */
final class RunProgress {
  private final String task;
  private final Optional<PhysicalPlan> entities;
  private final ProgressListener listener;
  private final long begunAt = System.nanoTime();

  RunProgress(String task, PhysicalPlan plan, ProgressListener listener) {
    this.task = task;
    this.entities = distinctKeys(plan);
    this.listener = listener;
  }

  /** The node that counts the entities: there are as many rows to be written. */
  private static Optional<PhysicalPlan> distinctKeys(PhysicalPlan plan) {
    return plan instanceof AggregatePlan
        ? Optional.of(plan)
        : plan.inputs().stream()
            .map(RunProgress::distinctKeys)
            .flatMap(Optional::stream)
            .findFirst();
  }

  void begin() {
    report(0, OptionalLong.empty());
  }

  /** Once the query gave rows, all entities are counted. */
  void report(WriteSummary done, RunningQuery query) {
    OptionalLong total =
        entities
            .map(node -> OptionalLong.of(query.metrics(node).rows()))
            .orElse(OptionalLong.empty());
    report(done.written() + done.superseded(), total);
  }

  private void report(long rows, OptionalLong total) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begunAt);
    Progress progress = new Progress(task, rows, total, elapsed);
    StatementRun.current().ifPresent(run -> run.report(progress));
    listener.report(progress);
  }
}
