package dev.pitwall.delta.scan;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Pages that another thread reads before their reader asks for them. Until it does they count as
 * memory of the query, of which all that is read ahead takes only a part. Not thread-safe.
 */
final class PagesAhead implements AutoCloseable {
  private static final int SHARE_OF_HEADROOM = 8;

  private final BufferAllocator memory;
  private final Callable<RowGroupPages> reading;
  private final CompletableFuture<RowGroupPages> pages = new CompletableFuture<>();
  private final Future<?> work;
  private long counted;

  private PagesAhead(
      BufferAllocator memory,
      long counted,
      Callable<RowGroupPages> reading,
      ExecutorService threads) {
    this.memory = memory;
    this.counted = counted;
    this.reading = reading;
    this.work = threads.submit(this::read);
  }

  /**
   * Begins to read, if there is memory for it.
   *
   * @param bytes what the pages may take at most
   */
  static Optional<PagesAhead> begin(
      BufferAllocator memory,
      long bytes,
      Callable<RowGroupPages> reading,
      ExecutorService threads) {
    if (bytes > memory.getHeadroom() / SHARE_OF_HEADROOM) {
      return Optional.empty();
    }
    if (!memory.forceAllocate(bytes)) {
      memory.releaseBytes(bytes);
      return Optional.empty();
    }
    try {
      return Optional.of(new PagesAhead(memory, bytes, reading, threads));
    } catch (RejectedExecutionException e) { // the store is being closed
      memory.releaseBytes(bytes);
      return Optional.empty();
    }
  }

  private void read() {
    try {
      RowGroupPages read = reading.call();
      if (!pages.complete(read)) {
        read.close();
      }
    } catch (Throwable e) { // take() throws it, whatever it is
      pages.completeExceptionally(e);
    }
  }

  /** Done once the pages are there, or the reading has failed. */
  CompletableFuture<Void> done() {
    return pages.handle((read, failure) -> null);
  }

  /** The pages, which are the caller's from now on; waits for them. */
  RowGroupPages take() throws IOException {
    forgetBytes();
    try {
      return pages.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void forgetBytes() {
    memory.releaseBytes(counted);
    counted = 0;
  }

  /** Breaks the reading off, for pages that were not taken; does not wait until it has ended. */
  @Override
  public void close() {
    forgetBytes();
    if (!pages.cancel(/* mayInterruptIfRunning= */ false) && !pages.isCompletedExceptionally()) {
      pages.join().close();
    }
    work.cancel(/* mayInterruptIfRunning= */ true);
  }
}
