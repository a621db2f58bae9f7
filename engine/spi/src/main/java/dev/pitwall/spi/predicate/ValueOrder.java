package dev.pitwall.spi.predicate;

/**
 * The order of values, represented as {@link Predicate} says: texts by code point, which is the
 * order of their UTF-8, everything else as Java has it.
 */
public final class ValueOrder {
  private ValueOrder() {}

  /**
   * Below, at or above zero as the left value is less than, equal to or greater than the right.
   *
   * @param left not null
   * @param right not null, of the same class
   */
  @SuppressWarnings("unchecked") // both are of one comparable class
  public static int compare(Object left, Object right) {
    return left instanceof String text
        ? compareTexts(text, (String) right)
        : ((Comparable<Object>) left).compareTo(right);
  }

  /** As {@link #compare}, of texts. */
  public static int compareTexts(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char one = left.charAt(i);
      char other = right.charAt(i);
      if (one != other) {
        return rank(one) - rank(other);
      }
    }
    return left.length() - right.length();
  }

  /** Surrogates, which stand for the last code points, come after all other characters. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }
}
