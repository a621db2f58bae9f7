package dev.pitwall.core.sql.tree.clause;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** What ALTER changes. */
public sealed interface ObjectChange {

  /** The new value, with its place in the statement. */
  SqlNode value();

  /** The words before the value. */
  String keywords();

  /** {@code SET TTL}: an interval literal, or the name UNBOUNDED. */
  record SetTimeToLive(SqlNode value) implements ObjectChange {
    @Override
    public String keywords() {
      return "SET TTL";
    }
  }

  /** {@code SET COMMENT}. */
  record SetComment(SqlLiteral value) implements ObjectChange {
    @Override
    public String keywords() {
      return "SET COMMENT";
    }
  }

  /** {@code SET STATUS}: not checked by the parser. */
  record SetStatus(SqlIdentifier value) implements ObjectChange {
    @Override
    public String keywords() {
      return "SET STATUS";
    }
  }

  /** {@code ADD COLUMN}: the value is the name of the column. */
  record AddColumn(ColumnDeclaration column) implements ObjectChange {
    @Override
    public SqlNode value() {
      return column.name();
    }

    @Override
    public String keywords() {
      return "ADD COLUMN";
    }
  }
}
