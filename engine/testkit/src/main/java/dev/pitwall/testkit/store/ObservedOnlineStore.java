package dev.pitwall.testkit.store;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A {@link MemoryOnlineStore} that counts what it is asked, can hold the acknowledgements of writes
 * back until several are under way, and can fail. Thread-safe.
 */
public final class ObservedOnlineStore implements OnlineStore {
  private final MemoryOnlineStore store = new MemoryOnlineStore();
  private final AtomicInteger keysLookedUp = new AtomicInteger();
  private final Deque<CompletableFuture<WriteSummary>> held = new ArrayDeque<>();
  private final Deque<WriteSummary> summaries = new ArrayDeque<>();
  private volatile CompletableFuture<Void> lookups = CompletableFuture.completedFuture(null);
  private volatile Runnable beforeDrop = () -> {};
  private int holding;
  private int writes;
  private int mostInFlight;
  private int failingFrom = Integer.MAX_VALUE;

  /**
   * Acknowledges a write only when a number of later ones is under way; the last of all at once.
   */
  public synchronized void holdWrites(int number) {
    holding = number;
  }

  /** Fails every write after a number of them. */
  public synchronized void failWritesAfter(int number) {
    failingFrom = writes + number;
  }

  /** Writes normally again. */
  public synchronized void recover() {
    failingFrom = Integer.MAX_VALUE;
  }

  /** The most writes that waited for their acknowledgement at one time. */
  public synchronized int mostInFlight() {
    return mostInFlight;
  }

  /** How many keys were looked up so far. */
  public int keysLookedUp() {
    return keysLookedUp.get();
  }

  @Override
  public void check(FeatureViewSpec view) {
    store.check(view);
  }

  @Override
  public CompletionStage<LookupResult> lookup(LookupRequest request, BufferAllocator allocator) {
    keysLookedUp.addAndGet(request.keys().getRowCount());
    CompletionStage<LookupResult> found = store.lookup(request, allocator);
    return lookups.thenCompose(open -> found);
  }

  /** Has lookups wait for their answers, which are of now. */
  public void holdLookups() {
    lookups = new CompletableFuture<>();
  }

  /** Answers the lookups that wait, and later ones at once. */
  public void answerLookups() {
    lookups.complete(null);
  }

  @Override
  public synchronized CompletionStage<WriteSummary> write(
      FeatureViewSpec view, VectorSchemaRoot rows) {
    if (writes++ >= failingFrom) {
      return CompletableFuture.failedFuture(
          new PitwallException(ErrorCode.STORE_UNAVAILABLE, "the store went away"));
    }
    summaries.add(store.write(view, rows).toCompletableFuture().join());
    held.add(new CompletableFuture<>());
    mostInFlight = Math.max(mostInFlight, held.size());
    CompletableFuture<WriteSummary> answer = held.peekLast();
    while (held.size() > holding) {
      held.remove().complete(summaries.remove());
    }
    return answer;
  }

  /** Acknowledges what is held back. */
  public synchronized void acknowledge() {
    holding = 0;
    while (!held.isEmpty()) {
      held.remove().complete(summaries.remove());
    }
  }

  @Override
  public CompletionStage<Long> delete(FeatureViewSpec view, VectorSchemaRoot keys) {
    return store.delete(view, keys);
  }

  @Override
  public BatchReader scan(FeatureViewSpec view, BufferAllocator allocator) {
    return store.scan(view, allocator);
  }

  /** Has something happen just before the rows of a view are dropped. */
  public void beforeDrop(Runnable action) {
    beforeDrop = action;
  }

  @Override
  public void drop(FeatureViewSpec view) {
    beforeDrop.run();
    store.drop(view);
  }

  @Override
  public void close() {
    store.close();
  }
}
