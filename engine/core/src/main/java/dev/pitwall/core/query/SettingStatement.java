package dev.pitwall.core.query;

import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.RowsResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.PitwallException;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSetOption;

/** {@code SET name = value} and {@code RESET name}. */
final class SettingStatement {
  private SettingStatement() {}

  static PreparedQuery prepare(QuerySession session, String sql, SqlSetOption option) {
    return PreparedCommand.change(
        sql,
        () -> {
          set(session, option);
          return RowsResult.ofCount(0);
        });
  }

  private static void set(QuerySession session, SqlSetOption option) {
    String name = option.name().toString();
    SqlNode value = option.getValue();
    try {
      session.set(
          value == null
              ? session.settings().withDefault(name)
              : session.settings().with(name, text(value)));
    } catch (PitwallException e) {
      throw e.at(Positions.of(value == null ? option.name() : value));
    }
  }

  private static String text(SqlNode value) {
    if (value instanceof SqlIntervalLiteral interval) {
      return interval.toString();
    }
    return value instanceof SqlLiteral literal ? literal.toValue() : value.toString();
  }
}
