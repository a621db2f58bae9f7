package dev.pitwall.redis.exchange;

import java.time.Duration;
import java.util.Objects;

/**
 * What an exchange is for.
 *
 * @param name for messages, such as {@code the lookup in feature view stats}
 * @param deadline how long all of it may take, retries included
 * @param retries how often what failed is tried again at most
 */
public record Task(String name, Duration deadline, int retries) {
  public Task {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(deadline, "deadline");
  }
}
