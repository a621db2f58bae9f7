package dev.pitwall.core.planner.physical;

import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.term.AggregateCall.Distinctness;
import dev.pitwall.execution.plan.term.AggregateCall.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Aggregations that the hash aggregate operator can do. */
final class AggregatePlans {
  private AggregatePlans() {}

  /** The plan; empty when the aggregation needs more than the operator has. */
  static Optional<PhysicalPlan> of(Aggregate aggregate, PhysicalPlan input) {
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
      return Optional.empty();
    }
    List<dev.pitwall.execution.plan.term.AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      Optional<Function> function = function(call, aggregate);
      if (function.isEmpty()) {
        return Optional.empty();
      }
      calls.add(call(call, function.get()));
    }
    return Optional.of(
        new AggregatePlan(
            input,
            aggregate.getGroupSet().asList(),
            calls,
            ArrowTypes.schema(aggregate.getRowType())));
  }

  private static dev.pitwall.execution.plan.term.AggregateCall call(
      AggregateCall call, Function function) {
    return new dev.pitwall.execution.plan.term.AggregateCall(
        function,
        call.isDistinct() ? Distinctness.DISTINCT : Distinctness.ALL,
        call.getArgList().isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(call.getArgList().get(0)),
        call.filterArg < 0 ? OptionalInt.empty() : OptionalInt.of(call.filterArg));
  }

  private static Optional<Function> function(AggregateCall call, Aggregate aggregate) {
    if (call.isApproximate()
        || call.getArgList().size() > 1
        || call.distinctKeys != null
        || !call.getCollation().getFieldCollations().isEmpty()) {
      return Optional.empty();
    }
    return switch (call.getAggregation().getKind()) {
      case COUNT -> Optional.of(Function.COUNT);
      case SUM -> sum(call, argumentType(call, aggregate));
      case MIN -> ordered(Function.MIN, argumentType(call, aggregate));
      case MAX -> ordered(Function.MAX, argumentType(call, aggregate));
      case ANY_VALUE -> Optional.of(Function.ANY_VALUE);
      default -> Optional.empty();
    };
  }

  private static Optional<Function> sum(AggregateCall call, RelDataType argument) {
    boolean same =
        switch (call.getType().getSqlTypeName()) {
          case BIGINT -> SqlTypeName.INT_TYPES.contains(argument.getSqlTypeName());
          case DOUBLE -> SqlTypeName.APPROX_TYPES.contains(argument.getSqlTypeName());
          case DECIMAL -> argument.getSqlTypeName() == SqlTypeName.DECIMAL;
          default -> false;
        };
    return same ? Optional.of(Function.SUM) : Optional.empty();
  }

  private static Optional<Function> ordered(Function function, RelDataType argument) {
    return switch (argument.getSqlTypeName()) {
      case ARRAY, MULTISET, MAP, ROW, NULL -> Optional.empty();
      default -> Optional.of(function);
    };
  }

  private static RelDataType argumentType(AggregateCall call, Aggregate aggregate) {
    int argument = call.getArgList().get(0);
    return aggregate.getInput().getRowType().getFieldList().get(argument).getType();
  }
}
