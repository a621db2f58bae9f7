package dev.pitwall.execution.task;

import java.util.concurrent.atomic.AtomicInteger;

/** One of several tasks that share a loop: takes one range of its numbers after the other. */
public final class RangeTask implements Task {
  private final AtomicInteger next;
  private final int count;
  private final int length;
  private final Body body;

  /**
   * Makes a task.
   *
   * @param next the first number that no task has taken, shared by the tasks; 0 at first
   * @param count the loop ends before this number
   * @param length how many numbers make a range
   */
  public RangeTask(AtomicInteger next, int count, int length, Body body) {
    this.next = next;
    this.count = count;
    this.length = length;
    this.body = body;
  }

  @Override
  public Progress step() {
    int from = next.getAndAdd(length);
    if (from >= count || from < 0) {
      return Progress.DONE;
    }
    body.run(from, (int) Math.min(count, (long) from + length));
    return Progress.MORE;
  }

  @Override
  public void close() {}

  /** What is done for the numbers of a range. */
  @FunctionalInterface
  public interface Body {
    /** Does it, for the numbers from one until before another. */
    void run(int from, int to);
  }
}
