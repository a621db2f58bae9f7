package dev.pitwall.execution.pipeline;

import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.plan.ScanPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.SharedVector;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.DynamicFilter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/** Pulls one split through a pipeline. Not thread-safe. */
final class SplitReader implements AutoCloseable {
  private final ScanPipeline pipeline;
  private final QueryContext context;
  private final OperatorMetrics metrics;
  private final int[] columns;
  private final Split split;
  private final boolean isWhole;
  private final BatchReader reader;
  private CompletableFuture<Void> fetched = CompletableFuture.completedFuture(null);
  private long bytesCounted;
  private boolean exhausted;

  /** Opens a split. */
  SplitReader(ScanPipeline pipeline, SplitRead read, DynamicFilter filter, QueryContext context) {
    this.pipeline = pipeline;
    this.context = context;
    this.split = read.split();
    this.isWhole = read.rows() instanceof RowSelection.All;
    ScanPlan scan = pipeline.scan();
    this.metrics = context.metrics(scan);
    this.columns = pipeline.scanColumns().stream().mapToInt(i -> i).sorted().toArray();
    List<String> names = IntStream.of(columns).mapToObj(scan.columns()::get).toList();
    ReadRequest request = new ReadRequest(names, read.rows(), filter);
    this.reader = scan.store().read(scan.scan(), split, request, context.allocator());
  }

  Split split() {
    return split;
  }

  /** Begins to fetch the split, and returns at once; does the action when it is fetched. */
  void prefetch(Runnable whenFetched) {
    fetched = reader.prefetch();
    fetched.thenRun(whenFetched);
  }

  /** Whether {@link #next()} need not wait for a fetch. */
  boolean isFetched() {
    return fetched.isDone();
  }

  /** Whether {@link #next()} found the end of the split. */
  boolean isExhausted() {
    return exhausted;
  }

  /**
   * Reads one batch of the store and does the pipeline's steps on it.
   *
   * @return null when the steps left no row, or at the end of the split
   */
  PositionedBatch next() {
    long start = System.nanoTime();
    VectorSchemaRoot stored = reader.next();
    if (stored == null) {
      exhausted = true;
      count(start);
      if (isWhole) {
        metrics.passRows(split.rowCount());
      }
      return null;
    }
    VectorSchemaRoot lowered = lower(stored);
    metrics.addBatch(lowered.getRowCount());
    count(start);
    return pipeline.apply(new PositionedBatch(lowered, reader.positions()), start);
  }

  private void count(long start) {
    metrics.addNanos(System.nanoTime() - start);
    long bytes = reader.bytesRead();
    metrics.addBytesRead(bytes - bytesCounted);
    bytesCounted = bytes;
  }

  private VectorSchemaRoot lower(VectorSchemaRoot stored) {
    List<Field> fields = pipeline.scan().schema().getFields();
    try (stored;
        BatchAssembly assembly = new BatchAssembly()) {
      int read = 0;
      for (int i = 0; i < fields.size(); i++) {
        Field field = fields.get(i);
        if (read < columns.length && columns[read] == i) {
          assembly.add(SharedVector.of(stored.getVector(read++), field, context.allocator()));
        } else {
          assembly.add(new NullVector(field.getName(), stored.getRowCount()));
        }
      }
      return assembly.toBatch(pipeline.scan().schema(), stored.getRowCount());
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
