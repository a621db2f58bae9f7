package dev.pitwall.core.sql.tree.clause;

import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;

/**
 * A column as the author declared it: {@code name TYPE [NOT NULL] [COMMENT 'text']}.
 *
 * @param comment null when not given
 */
public record ColumnDeclaration(SqlIdentifier name, SqlDataTypeSpec type, SqlLiteral comment) {
  public void unparse(SqlWriter writer) {
    name.unparse(writer, 0, 0);
    type.unparse(writer, 0, 0);
    if (Boolean.FALSE.equals(type.getNullable())) {
      writer.keyword("NOT NULL");
    }
    Clauses.unparseComment(writer, comment);
  }
}
