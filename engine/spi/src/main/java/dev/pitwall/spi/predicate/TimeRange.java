package dev.pitwall.spi.predicate;

/**
 * An inclusive range of timestamps in microseconds since the epoch; empty when {@code first >
 * last}.
 *
 * @param first the earliest timestamp of interest; {@link Long#MIN_VALUE} for no lower bound
 * @param last the latest timestamp of interest; {@link Long#MAX_VALUE} for no upper bound
 */
public record TimeRange(long first, long last) {
  /** Every timestamp. */
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Whether some timestamp of {@code [minimum, maximum]} lies in this range. */
  public boolean overlaps(long minimum, long maximum) {
    return minimum <= last && maximum >= first;
  }
}
