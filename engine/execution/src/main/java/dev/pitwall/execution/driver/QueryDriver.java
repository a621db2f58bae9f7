package dev.pitwall.execution.driver;

import dev.pitwall.execution.task.Tuning;
import dev.pitwall.execution.task.WorkerPool;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs plans on a pool of worker threads. Thread-safe. */
public final class QueryDriver implements AutoCloseable {
  private final WorkerPool pool;
  private final Tuning tuning;
  private final Set<QueryRun> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Makes a driver.
   *
   * @param workers how many threads work on splits, all queries together
   */
  public QueryDriver(int workers) {
    this(workers, Tuning.DEFAULT);
  }

  /** Makes a driver that is tuned in another way than is best for most machines. */
  public QueryDriver(int workers, Tuning tuning) {
    this.pool = new WorkerPool(workers);
    this.tuning = tuning;
  }

  /** Starts a plan; the caller pulls the answer and closes it. */
  public RunningQuery start(ExecutionRequest request) {
    QueryRun run = new QueryRun(request, pool, tuning, running::remove);
    running.add(run);
    if (closed) {
      run.close();
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the engine is shutting down");
    }
    return run;
  }

  /** Cancels and closes what still runs, and ends the threads. */
  @Override
  public void close() {
    closed = true;
    List.copyOf(running).forEach(RunningQuery::close);
    pool.close();
  }
}
