package dev.pitwall.spi.predicate;

/**
 * The values of one integer join key that can still match, as a range; a store may skip any split
 * or page whose values all lie outside.
 *
 * @param column the key column
 * @param minimum the smallest key of interest
 * @param maximum the largest key of interest
 */
public record KeySet(String column, long minimum, long maximum) {
  /** Whether some key of {@code [low, high]} lies in this set's range. */
  public boolean overlaps(long low, long high) {
    return low <= maximum && high >= minimum;
  }
}
