package dev.pitwall.redis;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.redis.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lookups one after the other while a test does harm. Each must give the right rows, or an error
 * that the harm excuses, within its deadline.
 */
final class Traffic implements AutoCloseable {
  private static final int BATCH = 20;

  /** Scheduling on a busy machine is no fault of the store. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final StoreRows rows;
  private final int drivers;
  private final Duration deadline;
  private final Set<ErrorCode> errors;
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicLong lastFailure = new AtomicLong(System.nanoTime());
  private final AtomicLong lastSuccess = new AtomicLong(System.nanoTime());
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final Thread thread = new Thread(this::run, "traffic");
  private volatile String lastMessage = "";
  private volatile boolean stopped;

  Traffic(StoreRows rows, int drivers, Duration deadline) {
    this(rows, drivers, deadline, Set.of(ErrorCode.STORE_UNAVAILABLE));
  }

  /**
   * Begins.
   *
   * @param errors those that a lookup may fail with
   */
  Traffic(StoreRows rows, int drivers, Duration deadline, Set<ErrorCode> errors) {
    this.rows = rows;
    this.drivers = drivers;
    this.deadline = deadline;
    this.errors = errors;
    thread.start();
  }

  private void run() {
    Random random = new Random(1);
    while (!stopped) {
      long started = System.nanoTime();
      lookup(random, started);
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      if (took.compareTo(deadline.plus(SLACK)) > 0) {
        violations.add("a lookup took " + took.toMillis() + " ms");
      }
    }
  }

  private void lookup(Random random, long started) {
    List<List<Object>> keys = new ArrayList<>();
    List<List<Object>> wanted = new ArrayList<>();
    random
        .ints(BATCH, 0, drivers)
        .forEach(
            id -> {
              keys.add(row(id));
              wanted.add(DriverView.answer(id));
            });
    try {
      List<List<Object>> found = rows.find(DriverView.VIEW, keys);
      if (!found.equals(wanted)) {
        violations.add("found " + found + ", not " + wanted);
      }
      answers.incrementAndGet();
      lastSuccess.set(System.nanoTime());
    } catch (PitwallException e) {
      if (!errors.contains(e.code())) {
        violations.add(e.code() + " " + e.getMessage());
      }
      lastFailure.set(started);
      lastMessage = e.getMessage();
      failures.incrementAndGet();
    } catch (RuntimeException e) {
      violations.add("not an error of ours: " + e);
    }
  }

  /** Waits for some lookups to succeed, so that harm meets a store at work. */
  void awaitAnswers() {
    long before = answers.get();
    Await.until("lookups succeed", Duration.ofSeconds(30), () -> answers.get() > before + 20);
  }

  /** Waits until a lookup failed. */
  void awaitFailure() {
    Await.until("a lookup fails", Duration.ofSeconds(10), () -> failures.get() > 0);
  }

  /**
   * Waits for lookups to have succeeded for a second, and prints how long that took.
   *
   * @param harm what was done, for people
   * @return how long after the harm the last one began that failed
   */
  Duration awaitRecovery(String harm, long harmNanos) {
    long second = Duration.ofSeconds(1).toNanos();
    Await.until(
        "lookups succeed again",
        Duration.ofSeconds(30),
        () -> lastSuccess.get() - Math.max(lastFailure.get(), harmNanos) > second);
    Duration recovery = Duration.ofNanos(Math.max(0, lastFailure.get() - harmNanos));
    System.out.println("lookups recovered from " + harm + " in " + recovery.toMillis() + " ms");
    return recovery;
  }

  /** Waits until a failure says something. */
  void awaitMessage(String part) {
    Await.until("an error says " + part, Duration.ofSeconds(30), () -> lastMessage.contains(part));
  }

  /** What the last failure said; empty if there was none. */
  String lastMessage() {
    return lastMessage;
  }

  long failures() {
    return failures.get();
  }

  /** Ends, and fails if any lookup was wrong or late. */
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join(Duration.ofSeconds(30).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(thread.isAlive()).isFalse();
    assertThat(violations).isEmpty();
    assertThat(answers.get()).isPositive();
  }
}
