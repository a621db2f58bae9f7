package dev.pitwall.core.activity;

import dev.pitwall.core.session.StageTime;
import dev.pitwall.core.session.StatementProgress;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.RelabelPlan;
import dev.pitwall.execution.plan.ScanPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the queries of a statement have read, and how long their stages took. */
final class QueryReading {
  private final List<StageTime> stages = new ArrayList<>();
  private long rows;
  private long bytes;
  private long rowsPassed;
  private long rowsToPass;

  private QueryReading() {}

  /**
   * Adds queries of one statement, which run one after the other, to those before; the stages are
   * those of the last.
   */
  static StatementProgress after(StatementProgress before, List<RunningQuery> queries) {
    if (queries.isEmpty()) {
      return before;
    }
    QueryReading reading = new QueryReading();
    reading.rows = before.rowsRead();
    reading.bytes = before.bytesRead();
    for (RunningQuery query : queries) {
      reading.stages.clear();
      reading.rowsPassed = 0;
      reading.rowsToPass = 0;
      reading.add(query.plan(), query);
    }
    return reading.toProgress();
  }

  private StatementProgress toProgress() {
    OptionalDouble fraction =
        rowsToPass == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.min(1, (double) rowsPassed / rowsToPass));
    return new StatementProgress(Optional.empty(), rows, bytes, fraction, stages);
  }

  private void add(PhysicalPlan node, RunningQuery query) {
    OperatorMetrics metrics = query.metrics(node);
    if (node instanceof ScanPlan scan) {
      add(scan, metrics);
    }
    if (metrics.nanos() > 0 && !(node instanceof RelabelPlan)) {
      stages.add(new StageTime(name(node), metrics.rows(), Duration.ofNanos(metrics.nanos())));
    }
    node.inputs().forEach(input -> add(input, query));
  }

  private void add(ScanPlan scan, OperatorMetrics metrics) {
    rows += metrics.rows();
    bytes += metrics.bytesRead();
    rowsPassed += metrics.rowsPassed();
    // A scan that has not begun does not know yet what it can leave out.
    rowsToPass +=
        metrics.isExpecting() ? metrics.rowsToPass() : scan.scan().snapshot().rowCount().orElse(0);
  }

  private static String name(PhysicalPlan node) {
    String kind = node.getClass().getSimpleName().replace("Plan", "");
    return node instanceof ScanPlan scan ? kind + " " + table(scan) : kind;
  }

  /** The last name of its place; the place may hold names that are nobody's business. */
  private static String table(ScanPlan scan) {
    String place = scan.scan().snapshot().source().location().replaceAll("/+$", "");
    return place.substring(place.lastIndexOf('/') + 1);
  }
}
