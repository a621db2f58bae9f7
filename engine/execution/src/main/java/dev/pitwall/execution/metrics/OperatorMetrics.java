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
  private final Map<String, Long> notes = new LinkedHashMap<>();

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

  public long nanos() {
    return nanos.sum();
  }
}
