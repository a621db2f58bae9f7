package dev.pitwall.delta.scan;

import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.predicate.ValueOrder;
import java.util.Optional;
import java.util.function.Function;

/** Tells from bounds of columns whether rows of interest may be there. */
final class Pruning {
  private final Function<String, Optional<ColumnRange>> ranges;

  Pruning(Function<String, Optional<ColumnRange>> ranges) {
    this.ranges = ranges;
  }

  /** Whether some row may satisfy the predicate. */
  boolean mayHold(Predicate predicate) {
    if (predicate instanceof Predicate.AllOf all) {
      return all.terms().stream().allMatch(this::mayHold);
    } else if (predicate instanceof Predicate.AnyOf any) {
      return any.terms().stream().anyMatch(this::mayHold);
    } else if (predicate instanceof Predicate.In in) {
      return in.values().stream()
          .anyMatch(value -> mayCompare(in.column(), ComparisonOperator.EQUAL, value));
    }
    return !(predicate instanceof Predicate.Comparison comparison)
        || mayCompare(comparison.column(), comparison.operator(), comparison.value());
  }

  /** Whether some row may lie within the filter's ranges. */
  boolean mayMatch(DynamicFilter filter) {
    boolean inTime =
        filter.timeColumn().isEmpty()
            || overlaps(filter.timeColumn(), filter.timeRange().first(), filter.timeRange().last());
    return inTime
        && filter.keys().stream()
            .allMatch(keys -> overlaps(keys.column(), keys.minimum(), keys.maximum()));
  }

  private boolean overlaps(String column, long first, long last) {
    return mayCompare(column, ComparisonOperator.LESS_OR_EQUAL, last)
        && mayCompare(column, ComparisonOperator.GREATER_OR_EQUAL, first);
  }

  private boolean mayCompare(String column, ComparisonOperator operator, Object value) {
    Optional<ColumnRange> range = ranges.apply(column);
    if (range.isEmpty() || range.get().minimum().getClass() != value.getClass()) {
      return true;
    }
    int minimum = ValueOrder.compare(range.get().minimum(), value);
    int maximum = ValueOrder.compare(range.get().maximum(), value);
    return switch (operator) {
      case EQUAL -> minimum <= 0 && maximum >= 0;
      case NOT_EQUAL -> minimum != 0 || maximum != 0;
      case LESS -> minimum < 0;
      case LESS_OR_EQUAL -> minimum <= 0;
      case GREATER -> maximum > 0;
      case GREATER_OR_EQUAL -> maximum >= 0;
    };
  }
}
