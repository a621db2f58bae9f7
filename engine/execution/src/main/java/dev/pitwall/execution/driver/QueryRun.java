package dev.pitwall.execution.driver;

import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.metrics.QueryMetrics;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.task.CancellationToken;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.task.Tuning;
import dev.pitwall.execution.task.WorkerPool;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** One run of a plan. Any thread may cancel or close it; one at a time pulls. */
final class QueryRun implements RunningQuery {
  private final PhysicalPlan plan;
  private final BufferAllocator parent;
  private final QueryMemory memory;
  private final CancellationToken token;
  private final QueryMetrics metrics = new QueryMetrics();
  private final BatchStream root;
  private final Consumer<QueryRun> onClose;
  private final ReentrantLock pulling = new ReentrantLock();
  private PitwallException failure;
  private volatile boolean closed;

  QueryRun(ExecutionRequest request, WorkerPool pool, Tuning tuning, Consumer<QueryRun> onClose) {
    this.plan = request.plan();
    this.parent = request.parent();
    this.onClose = onClose;
    this.token = new CancellationToken(request.timeout());
    this.memory = new QueryMemory(parent, request.memoryLimitBytes());
    QueryContext context =
        new QueryContext(memory, request.evaluation(), token, pool, metrics, tuning);
    try {
      this.root = new PlanCompiler(context).compile(request.plan());
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  @Override
  public Schema schema() {
    return root.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    pulling.lock();
    try {
      if (failure != null) {
        throw failure;
      }
      token.check();
      VectorSchemaRoot batch = root.next();
      return batch == null ? null : Batches.transfer(batch, parent);
    } catch (RuntimeException | Error e) {
      failure = classified(e);
      throw failure;
    } finally {
      pulling.unlock();
    }
  }

  private PitwallException classified(Throwable thrown) {
    if (thrown instanceof PitwallException classed) {
      return classed;
    }
    if (thrown instanceof OutOfMemoryException) {
      return memory.limitExceeded(thrown);
    }
    if (thrown instanceof OutOfMemoryError) {
      return new PitwallException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED,
          "the Java heap is full; run fewer queries at once, or start the engine with a larger -Xmx",
          thrown);
    }
    return new PitwallException(
        ErrorCode.INTERNAL_ERROR, "the query failed inside the engine: " + thrown, thrown);
  }

  @Override
  public void cancel() {
    token.cancel();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public PhysicalPlan plan() {
    return plan;
  }

  @Override
  public OperatorMetrics metrics(PhysicalPlan node) {
    return metrics.of(node);
  }

  @Override
  public long peakMemoryBytes() {
    return memory.peakBytes();
  }

  /** Cancels, so that a thread that is pulling returns soon, and frees everything after it has. */
  @Override
  public void close() {
    token.cancel();
    pulling.lock();
    try {
      if (!closed) {
        closed = true;
        onClose.accept(this);
        root.close();
        memory.close();
      }
    } finally {
      pulling.unlock();
    }
  }
}
