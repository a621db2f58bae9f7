package dev.pitwall.core.materialize;

import dev.pitwall.core.registry.ViewState;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.online.WriteSummary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Writes to the online store that may not be acknowledged yet: some batches at a time, so that the
 * store works while the next rows are made, and memory stays bounded.
 */
final class PendingWrites implements AutoCloseable {
  private static final int BATCHES_IN_FLIGHT = 4;

  private record Write(VectorSchemaRoot rows, CompletableFuture<WriteSummary> answer) {}

  private final CurrentViews store;
  private final ViewState begun;
  private final Deque<Write> pending = new ArrayDeque<>();
  private WriteSummary acknowledged = new WriteSummary(0, 0);

  PendingWrites(CurrentViews store, ViewState begun) {
    this.store = store;
    this.begun = begun;
  }

  /** Sends a batch, which it takes over; waits for the oldest one first when there are many. */
  void write(VectorSchemaRoot rows) {
    try {
      while (pending.size() >= BATCHES_IN_FLIGHT) {
        awaitOldest();
      }
      pending.add(new Write(rows, store.write(begun, rows)));
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** Waits until every row is acknowledged. */
  WriteSummary finish() {
    while (!pending.isEmpty()) {
      awaitOldest();
    }
    return acknowledged;
  }

  /** What is acknowledged so far. */
  WriteSummary acknowledged() {
    return acknowledged;
  }

  private void awaitOldest() {
    Write oldest = pending.remove();
    try (VectorSchemaRoot rows = oldest.rows()) {
      acknowledged = acknowledged.plus(oldest.answer().join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof PitwallException known ? known : e;
    }
  }

  /** Waits for the answers under way, as the store reads the rows until then. */
  @Override
  public void close() {
    for (Write write : pending) {
      write.answer().handle((summary, failure) -> null).join();
      write.rows().close();
    }
    pending.clear();
  }
}
