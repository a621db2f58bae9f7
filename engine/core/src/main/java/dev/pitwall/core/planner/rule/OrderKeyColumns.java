package dev.pitwall.core.planner.rule;

import dev.pitwall.core.function.OrderKeys;
import dev.pitwall.core.function.StaticFunction;
import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.execution.plan.term.MatchDirection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes backward matches of BIGINTs of others where a BIGINT can stand for a value: the operator
 * for those reads its feature side once and keeps nothing of it. Forward is backward in the
 * opposite order. On lowered algebra, before joins are merged.
 *
 * <p>A computed column has no statistics in a store, so that nothing is pruned by it.
 */
public final class OrderKeyColumns extends RelHomogeneousShuttle {
  private static final int DIGITS_OF_BIGINT = 18;

  private final RelBuilder builder;
  private final RexBuilder rex;

  public OrderKeyColumns(RelBuilder builder) {
    this.builder = builder;
    this.rex = builder.getRexBuilder();
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof PointInTimeJoin join && !join.isStreamed() ? keyed(join) : visited;
  }

  private RelNode keyed(PointInTimeJoin join) {
    FeatureMatch match = join.matches().get(0);
    RelNode feature = join.features().get(0);
    RexNode event = rex.makeInputRef(feature, match.eventTimestamp());
    RexNode at = rex.makeInputRef(join.spine(), match.spineTimestamp());
    boolean forward = match.direction() == MatchDirection.FORWARD;
    // NaN matches nothing: on the feature side it comes after all others, on the spine before them.
    Optional<RexNode> eventKey = key(event, forward, forward ? Long.MIN_VALUE : Long.MAX_VALUE);
    Optional<RexNode> atKey = key(at, forward, forward ? Long.MAX_VALUE : Long.MIN_VALUE);
    if (eventKey.isEmpty() || atKey.isEmpty() || match.isKnownAhead()) {
      return join;
    }
    ExtendedInput keyedSpine = new ExtendedInput(join.spine());
    ExtendedInput keyedFeature = new ExtendedInput(feature);
    FeatureMatch backward =
        match.backward(keyedSpine.column(atKey.get()), keyedFeature.column(eventKey.get()));
    RelNode keyed =
        PointInTimeJoin.create(
            keyedSpine.build(builder), List.of(keyedFeature.build(builder)), List.of(backward));
    return original(join, keyed);
  }

  /** The join's own columns, without the spine's key. */
  private RelNode original(PointInTimeJoin join, RelNode keyed) {
    builder.push(keyed);
    List<RexNode> kept = new ArrayList<>(builder.fields());
    kept.remove(join.spineWidth());
    return builder.project(kept, join.getRowType().getFieldNames(), true).build();
  }

  private Optional<RexNode> key(RexNode value, boolean reversed, long ifNan) {
    RexNode key = ascending(value, ifNan);
    return Optional.ofNullable(reversed && key != null ? call("reversed", key) : key);
  }

  /** A BIGINT in the order of a value; null if there is none. */
  private RexNode ascending(RexNode value, long ifNan) {
    RelDataType type = value.getType();
    return switch (type.getSqlTypeName()) {
      case BIGINT -> value;
      case BOOLEAN -> call("booleanKey", value);
      case REAL, FLOAT, DOUBLE -> call("doubleKey", value, bigint(ifNan));
      case DECIMAL ->
          type.getPrecision() <= DIGITS_OF_BIGINT
              ? call("decimalKey", value, integer(type.getScale()))
              : null;
      default -> null;
    };
  }

  private RexNode call(String method, RexNode... operands) {
    return rex.makeCall(StaticFunction.of(OrderKeys.class, method), operands);
  }

  private RexNode bigint(long value) {
    return rex.makeBigintLiteral(BigDecimal.valueOf(value));
  }

  private RexNode integer(int value) {
    RelDataType type = builder.getTypeFactory().createSqlType(SqlTypeName.INTEGER);
    return rex.makeExactLiteral(BigDecimal.valueOf(value), type);
  }
}
