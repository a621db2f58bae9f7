package dev.pitwall.testkit.generate;

import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Generated tests. A failure names its seed; {@code -Dpitwall.seed=N} then runs only that case, and
 * {@code -Dpitwall.seed.first=N} a fresh range of them.
 */
public final class SeededCases {
  private SeededCases() {}

  /**
   * Checks cases of consecutive seeds.
   *
   * @param generator makes the same case of the same seed
   */
  public static <T> void forAll(int count, LongFunction<T> generator, Consumer<T> check) {
    Long only = Long.getLong("pitwall.seed");
    if (only != null) {
      check(only, generator, check);
      return;
    }
    long first = Long.getLong("pitwall.seed.first", 1);
    for (long seed = first; seed < first + count; seed++) {
      check(seed, generator, check);
    }
  }

  private static <T> void check(long seed, LongFunction<T> generator, Consumer<T> check) {
    T generated = generator.apply(seed);
    try {
      check.accept(generated);
    } catch (RuntimeException | AssertionError e) {
      String again = "seed " + seed + " (-Dpitwall.seed=" + seed + "): ";
      throw new AssertionError(again + e.getMessage() + System.lineSeparator() + generated, e);
    }
  }
}
