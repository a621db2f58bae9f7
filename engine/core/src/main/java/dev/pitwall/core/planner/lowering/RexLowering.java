package dev.pitwall.core.planner.lowering;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLambda;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Lowers expressions: the result computes, on the numbers that stand for dates, times and
 * intervals, the number that stands for the expression's value. It holds no Calcite function of
 * those types. References point at the same fields, of lowered inputs.
 */
public final class RexLowering {
  private final RexBuilder builder;
  private final TypeLowering types;
  private final LiteralLowering literals;
  private final CastLowering casts;
  private final CallLowering calls;
  private final WindowLowering windows;
  private final Shuttle shuttle = new Shuttle();
  private final UnaryOperator<RelNode> subQueries;

  /** Lowers expressions without sub-queries. */
  public RexLowering(RexBuilder builder) {
    this(
        builder,
        rel -> {
          throw new PitwallException(
              ErrorCode.NOT_SUPPORTED, "a sub-query is not supported in this place");
        });
  }

  RexLowering(RexBuilder builder, UnaryOperator<RelNode> subQueries) {
    this.builder = builder;
    this.subQueries = subQueries;
    types = new TypeLowering(builder.getTypeFactory());
    LoweredCalls functions = new LoweredCalls(builder);
    literals = new LiteralLowering(builder, types);
    casts = new CastLowering(builder, types, functions);
    calls = new CallLowering(builder, types, casts, functions);
    windows = new WindowLowering(builder, types, functions);
  }

  /** What types become. */
  public TypeLowering types() {
    return types;
  }

  /** Makes the lowered expressions. */
  public RexBuilder builder() {
    return builder;
  }

  /**
   * The lowered expression, in exactly the lowered type.
   *
   * @throws PitwallException NOT_SUPPORTED naming a function that has no lowered form, with its
   *     place if known; INVALID_VALUE for a literal that is no date or not a whole microsecond
   */
  public RexNode lower(RexNode expression) {
    return typed(expression.accept(shuttle), types.lower(expression.getType()));
  }

  /** The lowered expressions, in order. */
  public List<RexNode> lower(List<? extends RexNode> expressions) {
    return expressions.stream().map(this::lower).toList();
  }

  /**
   * A lowered value of one type as one of another.
   *
   * @throws PitwallException NOT_SUPPORTED if there is no such cast
   */
  public RexNode cast(RexNode lowered, RelDataType from, RelDataType to) {
    return casts
        .cast(lowered, from, to)
        .orElseThrow(
            () ->
                new PitwallException(
                    ErrorCode.NOT_SUPPORTED,
                    "a cast from " + from + " to " + to + " is not supported"));
  }

  /** Gives a value the nullability that its place in the plan was declared with. */
  private RexNode typed(RexNode lowered, RelDataType type) {
    if (lowered.getType().equals(type) || lowered.getType().isStruct()) {
      return lowered;
    }
    if (lowered instanceof RexCall call
        && !(lowered instanceof RexOver)
        && call.getType().getSqlTypeName() == type.getSqlTypeName()
        && type.isNullable()) {
      return call.clone(type, call.getOperands());
    }
    return builder.makeAbstractCast(type, lowered, false);
  }

  private final class Shuttle extends RexShuttle {
    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      RelDataType type = types.lower(reference.getType());
      return type == reference.getType() ? reference : new RexInputRef(reference.getIndex(), type);
    }

    @Override
    public RexNode visitDynamicParam(RexDynamicParam parameter) {
      return builder.makeDynamicParam(types.lower(parameter.getType()), parameter.getIndex());
    }

    @Override
    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
      return builder.makeCorrel(types.lower(variable.getType()), variable.id);
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      return builder.makeFieldAccess(
          access.getReferenceExpr().accept(this), access.getField().getIndex());
    }

    @Override
    public RexNode visitLiteral(RexLiteral literal) {
      RexNode number = literals.lower(literal);
      return TimeKind.of(literal.getType()) == TimeKind.INSTANT && !literal.isNull()
          ? casts.toInstant(number)
          : number;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      return call.isA(SqlKind.SEARCH) ? search(call) : calls.lower(call, operands(call));
    }

    private RexNode search(RexCall call) {
      return new SearchLowering(builder, types, literals)
          .lower(call, call.getOperands().get(0).accept(this))
          .orElseGet(() -> RexUtil.expandSearch(builder, null, call).accept(this));
    }

    private List<RexNode> operands(RexCall call) {
      return call.getOperands().stream().map(operand -> operand.accept(this)).toList();
    }

    @Override
    public RexNode visitOver(RexOver over) {
      return windows.lower(over, RexLowering.this);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      List<RexNode> operands = subQuery.getOperands().stream().map(o -> o.accept(this)).toList();
      return subQuery
          .clone(types.lower(subQuery.getType()), operands)
          .clone(subQueries.apply(subQuery.rel));
    }

    @Override
    public RexNode visitLambda(RexLambda lambda) {
      if (types.changes(lambda.getType())
          || lambda.getParameters().stream().anyMatch(p -> types.changes(p.getType()))) {
        throw new PitwallException(
            ErrorCode.NOT_SUPPORTED, "a lambda over dates, times or intervals is not supported");
      }
      return lambda;
    }
  }
}
