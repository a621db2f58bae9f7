package dev.pitwall.core.sql.tree.clause;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code table FOR VERSION AS OF n} and {@code table FOR TIMESTAMP AS OF moment}: an operator of a
 * table's name and an expression.
 */
public final class PinnedTable extends SqlSpecialOperator {
  /** As a name's: it never stands in parentheses. */
  private static final int PRECEDENCE = 100;

  /** By the version's number. */
  public static final PinnedTable VERSION = new PinnedTable("VERSION");

  /** By a moment: the newest version committed by then. */
  public static final PinnedTable TIMESTAMP = new PinnedTable("TIMESTAMP");

  private PinnedTable(String word) {
    super("FOR " + word + " AS OF", SqlKind.OTHER, PRECEDENCE);
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrecedence, int rightPrecedence) {
    call.operand(0).unparse(writer, 0, 0);
    writer.keyword(getName());
    call.operand(1).unparse(writer, 0, 0);
  }
}
