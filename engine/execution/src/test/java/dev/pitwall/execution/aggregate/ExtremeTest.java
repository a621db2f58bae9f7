package dev.pitwall.execution.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExtremeTest {
  private static final long SEED = Long.getLong("pitwall.test.seed", System.nanoTime());

  @Test
  void findsTheExtremeWhereverItIs() {
    Random random = new Random(SEED);
    for (int count = 1; count <= 40; count++) {
      long[] values = random.longs(count + 3).toArray();
      long[] first = Arrays.copyOf(values, count);
      assertThat(Extreme.MINIMUM.of(values, count))
          .as("of %s, seed %s", first, SEED)
          .isEqualTo(Arrays.stream(first).min().orElseThrow());
      assertThat(Extreme.MAXIMUM.of(values, count))
          .as("of %s, seed %s", first, SEED)
          .isEqualTo(Arrays.stream(first).max().orElseThrow());
    }
  }

  @Test
  void knowsTheEndsOfTheRange() {
    long[] ends = {0, Long.MAX_VALUE, -1, Long.MIN_VALUE, 1};
    assertThat(Extreme.MINIMUM.of(ends, ends.length)).isEqualTo(Long.MIN_VALUE);
    assertThat(Extreme.MAXIMUM.of(ends, ends.length)).isEqualTo(Long.MAX_VALUE);
  }
}
