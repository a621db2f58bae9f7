package dev.pitwall.core.planner.lowering.sql;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * The standard translation of SQL to expressions, except where it computes with whole milliseconds
 * or seconds: TIMESTAMPADD, TIMESTAMPDIFF and casts of intervals stay as they are until lowered.
 */
public final class DatetimeConvertlets implements SqlRexConvertletTable {
  /** Has no state. */
  public static final DatetimeConvertlets INSTANCE = new DatetimeConvertlets();

  private DatetimeConvertlets() {}

  @Override
  public SqlRexConvertlet get(SqlCall call) {
    SqlOperator operator = call.getOperator();
    boolean hasUnit = call.operandCount() == 3 && call.operand(0) instanceof SqlIntervalQualifier;
    if (hasUnit
        && (operator == SqlStdOperatorTable.TIMESTAMP_ADD
            || operator == SqlStdOperatorTable.TIMESTAMP_DIFF
            || operator == TimestampDifference.INSTANCE)) {
      return DatetimeConvertlets::withUnit;
    }
    if (operator == SqlLibraryOperators.TIMESTAMP_DIFF3) {
      throw new PitwallException(
              ErrorCode.NOT_SUPPORTED,
              "TIMESTAMP_DIFF is not supported; use TIMESTAMPDIFF(unit, start, end)")
          .at(Positions.of(call));
    }
    return operator == SqlStdOperatorTable.CAST
        ? DatetimeConvertlets::cast
        : StandardConvertletTable.INSTANCE.get(call);
  }

  private static RexNode withUnit(SqlRexContext context, SqlCall call) {
    RexBuilder builder = context.getRexBuilder();
    SqlIntervalQualifier qualifier = call.operand(0);
    TimeUnit unit = context.getValidator().validateTimeFrame(qualifier).unit();
    if (unit == null) {
      return StandardConvertletTable.INSTANCE.get(call).convertCall(context, call);
    }
    List<RexNode> operands =
        List.of(
            builder.makeFlag(unit),
            context.convertExpression(call.operand(1)),
            context.convertExpression(call.operand(2)));
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    return builder.makeCall(call.getParserPosition(), type, call.getOperator(), operands);
  }

  private static RexNode cast(SqlRexContext context, SqlCall call) {
    SqlNode source = call.operand(0);
    SqlValidator validator = context.getValidator();
    // Casts that the validator itself adds may have no type yet; they are never of intervals.
    RelDataType from = validator.getValidatedNodeTypeIfKnown(source);
    RelDataType to = validator.getValidatedNodeTypeIfKnown(call);
    return from != null && to != null && isOfInterval(from, to) && call.operandCount() == 2
        ? context
            .getRexBuilder()
            .makeAbstractCast(
                call.getParserPosition(), to, context.convertExpression(source), false)
        : StandardConvertletTable.INSTANCE.get(call).convertCall(context, call);
  }

  private static boolean isOfInterval(RelDataType from, RelDataType to) {
    return SqlTypeUtil.isInterval(from) || SqlTypeUtil.isInterval(to);
  }
}
