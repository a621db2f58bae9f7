package dev.pitwall.core.sql.tree;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** What ALTER sets. */
public sealed interface ObjectChange {

  /** The new value, with its place in the statement. */
  SqlNode value();

  /** The word after SET. */
  String property();

  /** {@code SET TTL}: an interval literal, or the name UNBOUNDED. */
  record SetTimeToLive(SqlNode value) implements ObjectChange {
    @Override
    public String property() {
      return "TTL";
    }
  }

  /** {@code SET COMMENT}. */
  record SetComment(SqlLiteral value) implements ObjectChange {
    @Override
    public String property() {
      return "COMMENT";
    }
  }

  /** {@code SET STATUS}: not checked by the parser. */
  record SetStatus(SqlIdentifier value) implements ObjectChange {
    @Override
    public String property() {
      return "STATUS";
    }
  }
}
