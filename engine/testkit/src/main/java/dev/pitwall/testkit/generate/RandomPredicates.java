package dev.pitwall.testkit.generate;

import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Predicates over given columns, nested at most two deep. */
public final class RandomPredicates {
  private final Random random;
  private final Map<String, List<Object>> values;
  private final List<String> columns;

  /**
   * Prepares.
   *
   * @param values for each column, not-null values to compare it with
   */
  public RandomPredicates(Random random, Map<String, List<Object>> values) {
    this.random = random;
    this.values = values;
    this.columns = values.keySet().stream().sorted().toList();
  }

  public Predicate next() {
    return next(2);
  }

  private Predicate next(int depth) {
    return switch (depth == 0 ? random.nextInt(5) : random.nextInt(9)) {
      case 0 -> new Predicate.IsNull(column());
      case 1 -> new Predicate.IsNotNull(column());
      case 2 -> in(column());
      case 3, 4 -> comparison(column());
      case 5, 6 -> new Predicate.AnyOf(terms(depth - 1));
      default -> new Predicate.AllOf(terms(depth - 1));
    };
  }

  private List<Predicate> terms(int depth) {
    List<Predicate> terms = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      terms.add(next(depth));
    }
    return terms;
  }

  private Predicate in(String column) {
    return new Predicate.In(column, Set.of(value(column)));
  }

  private Predicate comparison(String column) {
    ComparisonOperator[] operators = ComparisonOperator.values();
    return new Predicate.Comparison(
        column, operators[random.nextInt(operators.length)], value(column));
  }

  private String column() {
    return columns.get(random.nextInt(columns.size()));
  }

  private Object value(String column) {
    List<Object> candidates = values.get(column);
    return candidates.get(random.nextInt(candidates.size()));
  }
}
