package dev.pitwall.testkit.store;

import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.predicate.ValueOrder;
import dev.pitwall.testkit.batch.Batches;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/** Evaluates predicates on rows of Java values with SQL's three-valued logic. */
public final class RowPredicate {
  private final Predicate predicate;
  private final List<String> columns;

  /**
   * Prepares a predicate.
   *
   * @param schema the columns of the rows
   */
  public RowPredicate(Predicate predicate, Schema schema) {
    this.predicate = predicate;
    this.columns = Batches.names(schema);
  }

  /** Whether the predicate is true of the row: neither false nor unknown. */
  public boolean keeps(List<Object> row) {
    return Objects.equals(evaluate(predicate, row), true);
  }

  /** True, false, or null for unknown. */
  private Boolean evaluate(Predicate term, List<Object> row) {
    if (term instanceof Predicate.AllOf all) {
      return decide(all.terms(), row, false);
    }
    if (term instanceof Predicate.AnyOf any) {
      return decide(any.terms(), row, true);
    }
    if (term instanceof Predicate.Comparison comparison) {
      return compare(value(comparison.column(), row), comparison.operator(), comparison.value());
    }
    if (term instanceof Predicate.In in) {
      Object value = value(in.column(), row);
      return value == null ? null : (Boolean) in.values().contains(value);
    }
    return term instanceof Predicate.IsNull isNull
        ? value(isNull.column(), row) == null
        : value(((Predicate.IsNotNull) term).column(), row) != null;
  }

  /** The deciding value if any term has it, else unknown if any term is, else its opposite. */
  private Boolean decide(List<Predicate> terms, List<Object> row, boolean deciding) {
    Boolean result = !deciding;
    for (Predicate term : terms) {
      Boolean value = evaluate(term, row);
      if (Objects.equals(value, deciding)) {
        return deciding;
      }
      result = value == null ? null : result;
    }
    return result;
  }

  private Object value(String column, List<Object> row) {
    return row.get(columns.indexOf(column));
  }

  private static Boolean compare(Object left, ComparisonOperator operator, Object right) {
    return left == null ? null : (Boolean) holds(operator, ValueOrder.compare(left, right));
  }

  /** Whether an operator holds of operands in that order. */
  static boolean holds(ComparisonOperator operator, int order) {
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }
}
