package dev.pitwall.core.sql.tree.clause;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;

/**
 * Where the rows are: {@code FROM DELTA 'location'}.
 *
 * @param format not checked by the parser
 */
public record TableOrigin(SqlIdentifier format, SqlLiteral location) {
  /** The location as the author wrote it, without quotes. */
  public String locationText() {
    return location.toValue();
  }

  public void unparse(SqlWriter writer) {
    writer.keyword("FROM");
    writer.keyword(format.getSimple());
    location.unparse(writer, 0, 0);
  }
}
