package dev.pitwall.benchmarks.soak;

import dev.pitwall.benchmarks.online.PitwallProcess;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Clients that ask for large answers, one after the other, until they are stopped. */
public final class LargeQueries implements AutoCloseable {
  private final AtomicLong answers = new AtomicLong();
  private final List<Thread> threads;
  private volatile boolean stopped;

  private LargeQueries(
      PitwallProcess server, List<LargeQuery> queries, int clients, Failures failures) {
    this.threads =
        IntStream.range(0, clients)
            .mapToObj(i -> queries.get(i % queries.size()))
            .map(query -> new Thread(() -> ask(server, query, failures), "large-query"))
            .toList();
  }

  /** Starts clients, which take the queries in turn. */
  public static LargeQueries start(
      PitwallProcess server, List<LargeQuery> queries, int clients, Failures failures) {
    LargeQueries started = new LargeQueries(server, queries, clients, failures);
    started.threads.forEach(Thread::start);
    return started;
  }

  private void ask(PitwallProcess server, LargeQuery query, Failures failures) {
    while (!stopped) {
      failures.during(
          () -> {
            query.repeat(server);
            answers.incrementAndGet();
          });
    }
  }

  /** How many answers were read so far. */
  public long answers() {
    return answers.get();
  }

  /** Lets each client read the answer that it has begun, and no more. */
  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
