package dev.pitwall.execution.operator;

import dev.pitwall.execution.pipeline.PositionedBatch;
import dev.pitwall.execution.pipeline.SplitSink;
import dev.pitwall.spi.offline.Split;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Batches between the workers of a scan and its reader. Never makes anybody wait: producers ask
 * {@link #ready()} first, and together exceed the capacity by a batch each at most. Thread-safe.
 */
final class BatchQueue implements SplitSink, AutoCloseable {
  private final int capacity;
  private final Queue<VectorSchemaRoot> batches = new ArrayDeque<>();

  BatchQueue(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public synchronized void accept(Split split, PositionedBatch batch) {
    batches.add(batch.rows());
  }

  @Override
  public synchronized boolean ready() {
    return batches.size() < capacity;
  }

  synchronized boolean isEmpty() {
    return batches.isEmpty();
  }

  /** The oldest batch, or null when there is none. */
  synchronized VectorSchemaRoot poll() {
    return batches.poll();
  }

  /** Frees the batches nobody took. */
  @Override
  public synchronized void close() {
    batches.forEach(VectorSchemaRoot::close);
    batches.clear();
  }
}
