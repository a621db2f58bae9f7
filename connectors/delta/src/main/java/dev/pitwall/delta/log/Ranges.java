package dev.pitwall.delta.log;

import dev.pitwall.spi.offline.ColumnRange;
import java.util.Optional;

/** Makes column ranges that hold whatever the order of values. */
public final class Ranges {
  private static final char FIRST_SURROGATE = 0xD800;

  private Ranges() {}

  /** The range between two values. */
  public static Optional<ColumnRange> of(Object minimum, Object maximum) {
    return Optional.of(new ColumnRange(minimum, maximum));
  }

  /**
   * The range between two texts, which were compared as UTF-8. Characters from the surrogates on
   * sort otherwise as Java strings, so that bounds with any of them are no bounds.
   */
  public static Optional<ColumnRange> ofText(String minimum, String maximum) {
    boolean sameOrder = (minimum + maximum).chars().allMatch(c -> c < FIRST_SURROGATE);
    return sameOrder ? of(minimum, maximum) : Optional.empty();
  }
}
