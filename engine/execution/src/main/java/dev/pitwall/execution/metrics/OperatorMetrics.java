package dev.pitwall.execution.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What one operator did in one run; thread-safe, written while the query runs. */
public final class OperatorMetrics {
  private final LongAdder rows = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder bytesRead = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder rowsToPass = new LongAdder();
  private final LongAdder rowsPassed = new LongAdder();
  private final Map<String, Long> notes = new LinkedHashMap<>();

  /** When the work began that is being done; 0 when none is, or it is counted when it is done. */
  private volatile long begunAt;

  private volatile boolean expecting;

  /** Counts a batch that was put out. */
  public void addBatch(long rowCount) {
    batches.increment();
    rows.add(rowCount);
  }

  /** Counts bytes read from storage. */
  public void addBytesRead(long bytes) {
    bytesRead.add(bytes);
  }

  /** Counts time spent, inputs included, summed over threads. */
  public void addNanos(long elapsed) {
    nanos.add(elapsed);
  }

  /** Says that work begins, by one thread at a time: it is counted while it lasts. */
  public void begin() {
    begunAt = System.nanoTime();
  }

  /** Says that the work is done which began last. */
  public void end() {
    addNanos(System.nanoTime() - begunAt);
    begunAt = 0;
  }

  /** Says that rows of a table are to be passed: read, or found to be of no use. */
  public void expectRows(long more) {
    expecting = true;
    rowsToPass.add(more);
  }

  /** Counts rows of a table that were passed. */
  public void passRows(long more) {
    rowsPassed.add(more);
  }

  /** Says that no more rows than those expected are to be passed. */
  public void passAllRows() {
    rowsPassed.add(rowsToPass() - rowsPassed());
  }

  /** Adds to a count that only some operators have. */
  public synchronized void note(String name, long count) {
    notes.merge(name, count, Long::sum);
  }

  /** The counts that only some operators have, by name, in the order in which they came up. */
  public synchronized Map<String, Long> notes() {
    return new LinkedHashMap<>(notes);
  }

  public long rows() {
    return rows.sum();
  }

  public long batches() {
    return batches.sum();
  }

  public long bytesRead() {
    return bytesRead.sum();
  }

  /** The time spent, that of work not yet done included. */
  public long nanos() {
    long begun = begunAt;
    return nanos.sum() + (begun == 0 ? 0 : System.nanoTime() - begun);
  }

  /** Whether it is known how many rows are to be passed, perhaps none. */
  public boolean isExpecting() {
    return expecting;
  }

  public long rowsToPass() {
    return rowsToPass.sum();
  }

  public long rowsPassed() {
    return rowsPassed.sum();
  }
}
