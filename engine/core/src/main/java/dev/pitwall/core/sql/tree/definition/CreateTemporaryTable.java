package dev.pitwall.core.sql.tree.definition;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] TEMPORARY TABLE name AS query}. */
public final class CreateTemporaryTable extends CreateAsQuery {
  public CreateTemporaryTable(
      SqlParserPos pos, boolean replace, SqlIdentifier name, SqlNode query) {
    super(pos, "TEMPORARY TABLE", replace, name, query);
  }
}
