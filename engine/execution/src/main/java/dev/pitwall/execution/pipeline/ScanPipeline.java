package dev.pitwall.execution.pipeline;

import dev.pitwall.execution.plan.FilterPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.plan.ScanPlan;
import dev.pitwall.execution.plan.term.Projection;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.DynamicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A scan with the filters and projections directly above it: what the workers do with a split. May
 * read fewer columns than the plan names; the batches then have vectors of the type NULL in their
 * places, so that column numbers stay those of the plan.
 */
public final class ScanPipeline {
  private final ScanPlan scan;
  private final List<PhysicalPlan> upwards;
  private final Set<Integer> scanColumns;
  private final List<BatchStep> steps;
  private final QueryContext context;

  private ScanPipeline(
      ScanPlan scan,
      List<PhysicalPlan> upwards,
      Set<Integer> scanColumns,
      List<BatchStep> steps,
      QueryContext context) {
    this.scan = scan;
    this.upwards = upwards;
    this.scanColumns = scanColumns;
    this.steps = steps;
    this.context = context;
  }

  /** The pipeline that ends in a node; empty when the node does not stand on a scan in this way. */
  public static Optional<ScanPipeline> of(PhysicalPlan top, QueryContext context) {
    List<PhysicalPlan> upwards = new ArrayList<>();
    PhysicalPlan node = top;
    while (node instanceof FilterPlan || node instanceof ProjectPlan) {
      upwards.add(0, node);
      node = node.inputs().get(0);
    }
    if (!(node instanceof ScanPlan scan)) {
      return Optional.empty();
    }
    Set<Integer> all = BatchStep.allColumns(top);
    return Optional.of(narrowed(scan, List.copyOf(upwards), all, Rows.FILTERED, context));
  }

  /** Whether a node stands on a scan with nothing but filters and projections between. */
  public static boolean isAbove(PhysicalPlan top) {
    return top instanceof ScanPlan
        || ((top instanceof FilterPlan || top instanceof ProjectPlan)
            && isAbove(top.inputs().get(0)));
  }

  /** The same pipeline, reading only what some of its output columns need. */
  public ScanPipeline narrow(Set<Integer> output, Rows rows) {
    return narrowed(scan, upwards, output, rows, context);
  }

  private static ScanPipeline narrowed(
      ScanPlan scan,
      List<PhysicalPlan> upwards,
      Set<Integer> output,
      Rows rows,
      QueryContext context) {
    List<BatchStep> steps = new ArrayList<>();
    Set<Integer> wanted = output;
    for (int i = upwards.size() - 1; i >= 0; i--) {
      if (upwards.get(i) instanceof ProjectPlan project) {
        steps.add(0, new ProjectStep(project, wanted, context));
      } else if (rows == Rows.FILTERED) {
        steps.add(0, new FilterStep((FilterPlan) upwards.get(i), context));
      } else {
        continue;
      }
      wanted = steps.get(0).inputsFor(wanted);
    }
    return new ScanPipeline(scan, upwards, wanted, List.copyOf(steps), context);
  }

  public ScanPlan scan() {
    return scan;
  }

  /** All that the scan has to read; for any number of threads to take from. */
  public Queue<SplitRead> reads() {
    Queue<SplitRead> reads = new ConcurrentLinkedQueue<>();
    splits(DynamicFilter.NONE).stream().map(SplitRead::whole).forEach(reads::add);
    return reads;
  }

  /** The splits that are to be read, all of them once. */
  public List<Split> splits(DynamicFilter filter) {
    List<Split> splits = scan.store().splits(scan.scan(), filter);
    context.metrics(scan).expectRows(splits.stream().mapToLong(Split::rowCount).sum());
    return splits;
  }

  /** The numbers of the columns of the scan's schema that are read. */
  Set<Integer> scanColumns() {
    return scanColumns;
  }

  /** The store's name of the column that an output column passes on; empty for a computed one. */
  public Optional<String> storeColumn(int output) {
    return storeColumn(upwards.isEmpty() ? scan : upwards.get(upwards.size() - 1), output);
  }

  /** The same of a column of a node, which need not stand on a scan. */
  public static Optional<String> storeColumn(PhysicalPlan node, int output) {
    if (node instanceof ScanPlan scan) {
      return Optional.of(scan.columns().get(output));
    } else if (node instanceof FilterPlan filter) {
      return storeColumn(filter.input(), output);
    } else if (node instanceof ProjectPlan project
        && project.projections().get(output) instanceof Projection.Column column) {
      return storeColumn(project.input(), column.index());
    }
    return Optional.empty();
  }

  /**
   * Does all steps on a batch of the scan, which it consumes.
   *
   * @param startNanos when the reading of the batch began
   * @return null when no row is left
   */
  PositionedBatch apply(PositionedBatch scanned, long startNanos) {
    PositionedBatch batch = scanned;
    for (BatchStep step : steps) {
      batch = step.applyMetered(batch, startNanos);
      if (batch == null) {
        return null;
      }
    }
    return batch;
  }

  /** Whether a pipeline applies its filters. */
  public enum Rows {
    FILTERED,
    /** The rows asked for passed the filters before. */
    ALL
  }
}
