package dev.pitwall.spi.model;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How long a feature row stays valid after its event timestamp.
 *
 * @param micros the length in microseconds, positive: a row is valid up to and including its event
 *     timestamp plus this; empty when a row stays valid until a newer one replaces it
 */
public record TimeToLive(OptionalLong micros) {
  /** A row stays valid until a newer one replaces it. */
  public static final TimeToLive UNBOUNDED = new TimeToLive(OptionalLong.empty());

  public TimeToLive {
    Objects.requireNonNull(micros, "micros");
    if (micros.isPresent() && micros.getAsLong() <= 0) {
      throw new IllegalArgumentException("a TTL is positive, not " + micros.getAsLong());
    }
  }

  public static TimeToLive ofMicros(long micros) {
    return new TimeToLive(OptionalLong.of(micros));
  }

  /**
   * Whether a row is no longer valid.
   *
   * @param eventMicros its event timestamp, any at all, in microseconds since the epoch
   * @param nowMicros in microseconds since the epoch
   */
  public boolean isOver(long eventMicros, long nowMicros) {
    return micros.isPresent()
        && nowMicros > eventMicros
        // The difference may take all of 64 bits.
        && Long.compareUnsigned(nowMicros - eventMicros, micros.getAsLong()) > 0;
  }
}
