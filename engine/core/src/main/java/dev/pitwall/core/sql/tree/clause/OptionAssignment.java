package dev.pitwall.core.sql.tree.clause;

import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/** One entry of OPTIONS: {@code name = literal}. */
public record OptionAssignment(SqlIdentifier name, SqlNode value) {
  /** The option's name in lower case, its parts joined by dots. */
  public String key() {
    return String.join(".", name.names).toLowerCase(Locale.ROOT);
  }

  /** The value as text. */
  public String text() {
    return value instanceof SqlLiteral literal ? literal.toValue() : value.toString();
  }

  public void unparse(SqlWriter writer) {
    name.unparse(writer, 0, 0);
    writer.keyword("=");
    value.unparse(writer, 0, 0);
  }
}
