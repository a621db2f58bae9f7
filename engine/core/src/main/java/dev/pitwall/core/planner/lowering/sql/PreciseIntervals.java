package dev.pitwall.core.planner.lowering.sql;

import dev.pitwall.core.sql.tree.EngineStatement;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.type.FeatureTypeSystem;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDdl;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;

/**
 * Keeps literals as they were written, above all their microseconds. To be applied to a query's
 * tree before validation: Calcite's own interval literals are whole milliseconds, and its time and
 * timestamp literals lose what comes after the sixth digit without a word. Its TIMESTAMPDIFF is an
 * INTEGER, which holds 35 minutes of microseconds; here it is a BIGINT.
 */
public final class PreciseIntervals extends SqlShuttle {
  private static final Pattern FRACTION = Pattern.compile("\\.(\\d+)");

  /**
   * The same query or expression with interval literals that are exact. A statement of the engine's
   * own stays as it is: its query and literals are given one by one.
   *
   * @throws PitwallException INVALID_VALUE, with the place, for a literal finer than a microsecond
   */
  public static SqlNode apply(SqlNode tree) {
    return tree.accept(new PreciseIntervals());
  }

  private PreciseIntervals() {}

  @Override
  public SqlNode visit(SqlLiteral literal) {
    if (literal instanceof SqlIntervalLiteral interval) {
      SqlIntervalLiteral.IntervalValue value =
          interval.getValueAs(SqlIntervalLiteral.IntervalValue.class);
      check(literal, value.getIntervalLiteral());
      return new PreciseIntervalLiteral(value, literal.getTypeName(), literal.getParserPosition());
    }
    if (literal instanceof SqlUnknownLiteral unresolved) {
      check(literal, unresolved.getValue());
      return CalendarDays.resolved(unresolved);
    } else if (literal instanceof SqlAbstractDateTimeLiteral time) {
      check(literal, time.toFormattedString());
    } else if (literal instanceof SqlCharStringLiteral) {
      return inOneCharacterSet(literal);
    }
    return literal;
  }

  /** U&'…' has a character set of its own, in which it could not be compared with other texts. */
  private static SqlLiteral inOneCharacterSet(SqlLiteral literal) {
    NlsString text = literal.getValueAs(NlsString.class);
    return StandardCharsets.UTF_16LE.equals(text.getCharset())
        ? SqlLiteral.createCharString(text.getValue(), literal.getParserPosition())
        : literal;
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call instanceof EngineStatement || call instanceof SqlDdl) {
      return call;
    }
    SqlNode visited = super.visit(call);
    return visited instanceof SqlBasicCall basic
            && basic.getOperator() == SqlStdOperatorTable.TIMESTAMP_DIFF
            && basic.operand(0) instanceof SqlIntervalQualifier
        ? TimestampDifference.INSTANCE.createCall(basic.getParserPosition(), basic.getOperandList())
        : visited;
  }

  private static void check(SqlLiteral literal, String text) {
    Matcher fraction = FRACTION.matcher(text);
    if (fraction.find()
        && fraction.group(1).replaceAll("0+$", "").length() > FeatureTypeSystem.TIME_PRECISION) {
      throw new PitwallException(
              ErrorCode.INVALID_VALUE,
              "'"
                  + text
                  + "' is finer than a microsecond; write at most six digits after the point")
          .at(Positions.of(literal));
    }
  }
}
