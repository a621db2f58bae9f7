package dev.pitwall.testkit.store;

import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntSupplier;

/**
 * How a {@link MemoryOfflineStore} lays rows out.
 *
 * @param splitRows the most rows a split gets
 * @param batchRows the most rows a batch gets
 * @param seed draws every size between one and the most; empty when each is the most
 */
public record StoreLayout(int splitRows, int batchRows, OptionalLong seed) {
  /** Splits and batches of always so many rows, the last excepted. */
  public static StoreLayout regular(int splitRows, int batchRows) {
    return new StoreLayout(splitRows, batchRows, OptionalLong.empty());
  }

  /** Splits and batches of random sizes, the same for the same seed. */
  public static StoreLayout random(long seed, int splitRows, int batchRows) {
    return new StoreLayout(splitRows, batchRows, OptionalLong.of(seed));
  }

  /** The sizes of the splits from that ordinal on. */
  IntSupplier splitSizes(int ordinal) {
    return sizes(splitRows, ordinal);
  }

  /** The sizes of the batches of that split. */
  IntSupplier batchSizes(int ordinal) {
    return sizes(batchRows, ~ordinal);
  }

  private IntSupplier sizes(int most, int salt) {
    if (seed.isEmpty()) {
      return () -> most;
    }
    Random random = new Random(seed.getAsLong() * 31 + salt);
    return () -> 1 + random.nextInt(most);
  }
}
