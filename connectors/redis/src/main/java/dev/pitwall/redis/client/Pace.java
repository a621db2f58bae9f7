package dev.pitwall.redis.client;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before trying again: longer each time, and never all at the same moment. */
public final class Pace {
  private static final long FIRST_MILLIS = 20;
  private static final long LONGEST_MILLIS = 500;

  private Pace() {}

  /**
   * The pause in milliseconds.
   *
   * @param attempt counted from 0
   */
  public static long millis(int attempt) {
    long ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, 10));
    return ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1);
  }
}
