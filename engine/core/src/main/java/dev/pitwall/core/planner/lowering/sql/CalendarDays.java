package dev.pitwall.core.planner.lowering.sql;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/**
 * The days of DATE and TIMESTAMP literals. Calcite has none of the ten days that were left out in
 * 1582; the calendar here is the Gregorian one for all times, as that of ISO 8601 is.
 */
final class CalendarDays {
  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})( ([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d)?(?:\\.(\\d+))?");

  private static final LocalDate FIRST_LEFT_OUT = LocalDate.of(1582, 10, 5);
  private static final LocalDate LAST_LEFT_OUT = LocalDate.of(1582, 10, 14);

  private CalendarDays() {}

  /**
   * The literal itself, or what it stands for if Calcite does not know.
   *
   * @throws PitwallException INVALID_VALUE, with the place, when there is no such day
   */
  static SqlLiteral resolved(SqlUnknownLiteral literal) {
    Matcher text = TEXT.matcher(literal.getValue());
    if (!text.matches() || literal.tag.startsWith("TIME ")) {
      return literal;
    }
    LocalDate day = day(text, literal);
    if (day.isBefore(FIRST_LEFT_OUT) || day.isAfter(LAST_LEFT_OUT)) {
      return literal;
    }
    return switch (literal.tag) {
      case "DATE" ->
          SqlLiteral.createDate(new DateString(day.toString()), literal.getParserPosition());
      case "TIMESTAMP" -> timestamp(day, text, literal);
      default -> literal;
    };
  }

  private static LocalDate day(Matcher text, SqlUnknownLiteral literal) {
    try {
      return LocalDate.of(
          Integer.parseInt(text.group(1)),
          Integer.parseInt(text.group(2)),
          Integer.parseInt(text.group(3)));
    } catch (DateTimeException invalid) {
      throw new PitwallException(
              ErrorCode.INVALID_VALUE,
              "'" + literal.getValue() + "' is no day of the calendar: " + invalid.getMessage())
          .at(Positions.of(literal));
    }
  }

  private static SqlLiteral timestamp(LocalDate day, Matcher text, SqlUnknownLiteral literal) {
    String time = text.group(4) == null ? " 00:00:00" : text.group(4);
    String fraction = text.group(6) == null ? "" : text.group(6);
    return SqlLiteral.createTimestamp(
        SqlTypeName.TIMESTAMP,
        new TimestampString(day + time).withFraction(fraction),
        fraction.length(),
        literal.getParserPosition());
  }
}
