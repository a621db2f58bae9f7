package dev.pitwall.delta.table;

import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.KeySet;
import dev.pitwall.spi.predicate.TimeRange;
import java.util.List;

/** A dynamic filter that never tightens. */
record Filter(String timeColumn, TimeRange timeRange, List<KeySet> keys) implements DynamicFilter {
  static Filter times(String column, long first, long last) {
    return new Filter(column, new TimeRange(first, last), List.of());
  }
}
