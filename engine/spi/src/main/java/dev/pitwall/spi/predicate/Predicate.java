package dev.pitwall.spi.predicate;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition on the columns of one table that a store can understand; SQL's three-valued logic
 * applies, and a row is kept only where the condition is true.
 *
 * <p>Values are Java objects: {@link Long} for every integer type, for timestamps (microseconds
 * since the epoch, UTC) and for dates (days since the epoch); {@link Double} for REAL and DOUBLE;
 * {@link java.math.BigDecimal}; {@link Boolean}; {@link String}. A value is never null. Which of
 * two is less, {@link ValueOrder} says.
 */
public sealed interface Predicate {

  /** All hold; true when empty. */
  record AllOf(List<Predicate> terms) implements Predicate {
    public AllOf {
      terms = List.copyOf(terms);
    }

    @Override
    public String toString() {
      return join(terms, " AND ");
    }
  }

  /** At least one holds; false when empty. */
  record AnyOf(List<Predicate> terms) implements Predicate {
    public AnyOf {
      terms = List.copyOf(terms);
    }

    @Override
    public String toString() {
      return join(terms, " OR ");
    }
  }

  /** The column compared with a value. */
  record Comparison(String column, ComparisonOperator operator, Object value) implements Predicate {
    public Comparison {
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(operator, "operator");
      Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
      return column + " " + operator.symbol() + " " + literal(value);
    }
  }

  /** The column equals one of the values. */
  record In(String column, Set<Object> values) implements Predicate {
    public In {
      Objects.requireNonNull(column, "column");
      values = Set.copyOf(values);
    }

    @Override
    public String toString() {
      String list =
          values.stream().map(Predicate::literal).sorted().collect(Collectors.joining(", "));
      return column + " IN (" + list + ")";
    }
  }

  /** The column is NULL. */
  record IsNull(String column) implements Predicate {
    public IsNull {
      Objects.requireNonNull(column, "column");
    }

    @Override
    public String toString() {
      return column + " IS NULL";
    }
  }

  /** The column is not NULL. */
  record IsNotNull(String column) implements Predicate {
    public IsNotNull {
      Objects.requireNonNull(column, "column");
    }

    @Override
    public String toString() {
      return column + " IS NOT NULL";
    }
  }

  private static String join(List<Predicate> terms, String separator) {
    return terms.stream()
        .map(t -> t instanceof AllOf || t instanceof AnyOf ? "(" + t + ")" : t.toString())
        .collect(Collectors.joining(separator));
  }

  private static String literal(Object value) {
    return value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString();
  }
}
