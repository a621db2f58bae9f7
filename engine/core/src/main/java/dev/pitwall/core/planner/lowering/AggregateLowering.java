package dev.pitwall.core.planner.lowering;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;

/** Aggregates over what stands for dates, times and intervals. */
final class AggregateLowering {
  /** What does the same with the numbers as with what they stand for. */
  private static final Set<SqlKind> TRANSPARENT =
      EnumSet.of(
          SqlKind.COUNT,
          SqlKind.MIN,
          SqlKind.MAX,
          SqlKind.ANY_VALUE,
          SqlKind.SINGLE_VALUE,
          SqlKind.LITERAL_AGG,
          SqlKind.MODE,
          SqlKind.ARG_MIN,
          SqlKind.ARG_MAX,
          SqlKind.COLLECT,
          SqlKind.ARRAY_AGG,
          SqlKind.FIRST_VALUE,
          SqlKind.LAST_VALUE,
          SqlKind.GROUPING,
          SqlKind.GROUP_ID);

  private final RexLowering expressions;

  AggregateLowering(RexLowering expressions) {
    this.expressions = expressions;
  }

  RelNode lower(Aggregate aggregate, RelNode input) {
    return LogicalAggregate.create(
        input,
        aggregate.getHints(),
        aggregate.getGroupSet(),
        aggregate.getGroupSets(),
        aggregate.getAggCallList().stream().map(call -> lower(call, aggregate)).toList());
  }

  private AggregateCall lower(AggregateCall call, Aggregate aggregate) {
    checkTransparent(call, aggregate);
    return AggregateCall.create(
        call.getParserPosition(),
        call.getAggregation(),
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        expressions.lower(call.rexList),
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        expressions.types().lower(call.getType()),
        call.getName());
  }

  private void checkTransparent(AggregateCall call, Aggregate aggregate) {
    boolean takesTime =
        call.getArgList().stream()
            .anyMatch(argument -> expressions.types().changes(type(aggregate, argument)));
    if (takesTime && !TRANSPARENT.contains(call.getAggregation().getKind())) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          call.getAggregation().getName() + " of dates, times or intervals is not supported");
    }
  }

  private static RelDataType type(Aggregate aggregate, int field) {
    return aggregate.getInput().getRowType().getFieldList().get(field).getType();
  }
}
