package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] TEMPORARY TABLE name AS query}. */
public final class CreateTemporaryTable extends CreateStatement {
  private final SqlNode query;

  public CreateTemporaryTable(
      SqlParserPos pos, boolean replace, SqlIdentifier name, SqlNode query) {
    super(pos, ObjectKind.TABLE, replace, name);
    this.query = Objects.requireNonNull(query, "query");
  }

  /** Whose rows the table keeps. */
  public SqlNode query() {
    return query;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name(), query);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    unparseCreate(writer, "TEMPORARY TABLE");
    writer.keyword("AS");
    query.unparse(writer, 0, 0);
  }
}
