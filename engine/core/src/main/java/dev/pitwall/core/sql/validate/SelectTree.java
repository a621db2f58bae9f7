package dev.pitwall.core.sql.validate;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Makes the trees of plain queries. */
public final class SelectTree {
  private SelectTree() {}

  /**
   * {@code SELECT … FROM … WHERE …}, and nothing else.
   *
   * @param where null for all rows
   */
  public static SqlSelect of(
      SqlParserPos pos, List<? extends SqlNode> selected, SqlNode from, SqlNode where) {
    return new SqlSelect(
        pos,
        SqlNodeList.EMPTY,
        new SqlNodeList(selected, pos),
        from,
        where,
        /* groupBy= */ null,
        /* having= */ null,
        /* windowDecls= */ null,
        /* qualify= */ null,
        /* orderBy= */ null,
        /* offset= */ null,
        /* fetch= */ null,
        SqlNodeList.EMPTY);
  }
}
