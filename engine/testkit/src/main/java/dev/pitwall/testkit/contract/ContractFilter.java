package dev.pitwall.testkit.contract;

import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.KeySet;
import dev.pitwall.spi.predicate.TimeRange;
import java.util.List;
import java.util.Random;

/** A dynamic filter over {@link EventTable}. */
record ContractFilter(TimeRange timeRange, List<KeySet> keys) implements DynamicFilter {
  static ContractFilter random(long seed) {
    Random random = new Random(seed);
    long first = EventTable.timestamp(random.nextInt(EventTable.ROWS));
    long last = EventTable.timestamp(random.nextInt(EventTable.ROWS));
    TimeRange range =
        switch (random.nextInt(4)) {
          case 0 -> TimeRange.ALL;
          case 1 -> new TimeRange(Long.MIN_VALUE, last);
          case 2 -> new TimeRange(first, Long.MAX_VALUE);
          default -> new TimeRange(first, last);
        };
    long lowest = random.nextInt(EventTable.ROWS);
    List<KeySet> keys =
        random.nextBoolean()
            ? List.of()
            : List.of(new KeySet("n", lowest, lowest + random.nextInt(500)));
    return new ContractFilter(range, keys);
  }

  @Override
  public String timeColumn() {
    return "ts";
  }

  /** Whether the row of {@code n, ts} must not be lost. */
  boolean wants(PositionedRow row) {
    return row.values().get(0) instanceof Long n
        && row.values().get(1) instanceof Long ts
        && timeRange.overlaps(ts, ts)
        && keys.stream().allMatch(set -> set.overlaps(n, n));
  }
}
