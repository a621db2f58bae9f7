package dev.pitwall.testkit.store;

import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.predicate.ValueOrder;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Tells from a split's statistics whether it can hold rows of interest. */
final class SplitPruning {
  private SplitPruning() {}

  /** Whether some row may satisfy the predicate. */
  static boolean mayHold(Predicate predicate, Split split) {
    if (predicate instanceof Predicate.AllOf all) {
      return all.terms().stream().allMatch(term -> mayHold(term, split));
    }
    if (predicate instanceof Predicate.AnyOf any) {
      return any.terms().stream().anyMatch(term -> mayHold(term, split));
    }
    if (predicate instanceof Predicate.In in) {
      return in.values().stream()
          .anyMatch(value -> mayCompare(in.column(), ComparisonOperator.EQUAL, value, split));
    }
    return !(predicate instanceof Predicate.Comparison comparison)
        || mayCompare(comparison.column(), comparison.operator(), comparison.value(), split);
  }

  /** Whether some row may lie within the filter's ranges. */
  static boolean mayMatch(DynamicFilter filter, Split split) {
    return mayOverlap(filter.timeColumn(), filter.timeRange()::overlaps, split)
        && filter.keys().stream()
            .allMatch(keys -> mayOverlap(keys.column(), keys::overlaps, split));
  }

  private static boolean mayOverlap(String column, BiPredicate<Long, Long> overlaps, Split split) {
    return split
        .range(column)
        .map(range -> overlaps.test((Long) range.minimum(), (Long) range.maximum()))
        .orElse(true);
  }

  private static boolean mayCompare(
      String column, ComparisonOperator operator, Object value, Split split) {
    Optional<ColumnRange> range = split.range(column);
    if (range.isEmpty()) {
      return true;
    }
    int minimum = ValueOrder.compare(range.get().minimum(), value);
    int maximum = ValueOrder.compare(range.get().maximum(), value);
    return switch (operator) {
      case EQUAL -> minimum <= 0 && maximum >= 0;
      case NOT_EQUAL -> minimum != 0 || maximum != 0;
      case LESS, LESS_OR_EQUAL -> RowPredicate.holds(operator, minimum);
      case GREATER, GREATER_OR_EQUAL -> RowPredicate.holds(operator, maximum);
    };
  }
}
