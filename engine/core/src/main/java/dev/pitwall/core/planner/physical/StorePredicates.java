package dev.pitwall.core.planner.physical;

import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.Predicate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NumberUtil;

/** The part of a lowered condition that a store can understand. */
final class StorePredicates {
  private final RelDataType rowType;
  private final RexBuilder rex;

  StorePredicates(RelDataType rowType, RexBuilder rex) {
    this.rowType = rowType;
    this.rex = rex;
  }

  /** What is true of every row for which the condition is; empty when nothing can be said. */
  Optional<Predicate> implied(RexNode condition) {
    List<Predicate> terms = new ArrayList<>();
    for (RexNode term : RelOptUtil.conjunctions(condition)) {
      exact(RexUtil.expandSearch(rex, null, term)).ifPresent(terms::add);
    }
    return switch (terms.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(terms.get(0));
      default -> Optional.of(new Predicate.AllOf(terms));
    };
  }

  private Optional<Predicate> exact(RexNode node) {
    return switch (node.getKind()) {
      case AND -> all((RexCall) node).map(Predicate.AllOf::new);
      case OR -> all((RexCall) node).map(StorePredicates::anyOf);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison((RexCall) node);
      case IS_NULL -> column(operand(node)).map(Predicate.IsNull::new);
      case IS_NOT_NULL -> column(operand(node)).map(Predicate.IsNotNull::new);
      default -> Optional.empty();
    };
  }

  private Optional<List<Predicate>> all(RexCall call) {
    List<Predicate> terms = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      Optional<Predicate> term = exact(operand);
      if (term.isEmpty()) {
        return Optional.empty();
      }
      terms.add(term.get());
    }
    return Optional.of(terms);
  }

  /** A list of equalities on one column is an IN. */
  private static Predicate anyOf(List<Predicate> terms) {
    Set<Object> values = new HashSet<>();
    Set<String> columns = new HashSet<>();
    for (Predicate term : terms) {
      if (!(term instanceof Predicate.Comparison equal)
          || equal.operator() != ComparisonOperator.EQUAL) {
        return new Predicate.AnyOf(terms);
      }
      columns.add(equal.column());
      values.add(equal.value());
    }
    return columns.size() == 1
        ? new Predicate.In(columns.iterator().next(), values)
        : new Predicate.AnyOf(terms);
  }

  private Optional<Predicate> comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    return right instanceof RexLiteral literal
        ? comparison(left, call.getKind(), literal)
        : left instanceof RexLiteral literal
            ? comparison(right, call.getKind().reverse(), literal)
            : Optional.empty();
  }

  private Optional<Predicate> comparison(RexNode operand, SqlKind kind, RexLiteral literal) {
    if (literal.isNull()) {
      return Optional.empty();
    }
    RexNode bare = isWidening(operand) ? RexUtil.removeCast(operand) : operand;
    return column(bare)
        .flatMap(
            column ->
                value(literal, bare.getType())
                    .map(value -> new Predicate.Comparison(column, operator(kind), value)));
  }

  /** A cast between whole numbers that cannot change the value. */
  private static boolean isWidening(RexNode node) {
    if (node.getKind() != SqlKind.CAST) {
      return false;
    }
    RelDataType from = operand(node).getType();
    return SqlTypeName.INT_TYPES.contains(from.getSqlTypeName())
        && SqlTypeName.INT_TYPES.contains(node.getType().getSqlTypeName())
        && from.getSqlTypeName().compareTo(node.getType().getSqlTypeName()) <= 0;
  }

  private static Optional<Object> value(RexLiteral literal, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(literal);
      case REAL, DOUBLE, FLOAT -> Optional.of(literal.getValueAs(Double.class));
      case DECIMAL -> Optional.of(literal.getValueAs(BigDecimal.class));
      case BOOLEAN -> Optional.of(literal.getValueAs(Boolean.class));
      case CHAR, VARCHAR -> Optional.of(literal.getValueAs(String.class));
      default -> Optional.empty();
    };
  }

  private static Optional<Object> whole(RexLiteral literal) {
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    return NumberUtil.isValidDecimal(value)
            && value.stripTrailingZeros().scale() <= 0
            && value.toBigInteger().bitLength() < Long.SIZE
        ? Optional.of(value.longValueExact())
        : Optional.empty();
  }

  private Optional<String> column(RexNode node) {
    return node instanceof RexInputRef reference
        ? Optional.of(rowType.getFieldNames().get(reference.getIndex()))
        : Optional.empty();
  }

  private static RexNode operand(RexNode node) {
    return ((RexCall) node).getOperands().get(0);
  }

  private static ComparisonOperator operator(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> ComparisonOperator.EQUAL;
      case NOT_EQUALS -> ComparisonOperator.NOT_EQUAL;
      case LESS_THAN -> ComparisonOperator.LESS;
      case LESS_THAN_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
      case GREATER_THAN -> ComparisonOperator.GREATER;
      default -> ComparisonOperator.GREATER_OR_EQUAL;
    };
  }
}
