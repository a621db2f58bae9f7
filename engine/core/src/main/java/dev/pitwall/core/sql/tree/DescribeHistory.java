package dev.pitwall.core.sql.tree;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DESCRIBE HISTORY table}. */
public final class DescribeHistory extends EngineStatement {
  private final SqlIdentifier name;

  public DescribeHistory(SqlParserPos pos, SqlIdentifier name) {
    super(pos, "DESCRIBE HISTORY", SqlKind.OTHER);
    this.name = Objects.requireNonNull(name, "name");
  }

  public SqlIdentifier name() {
    return name;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("DESCRIBE HISTORY");
    name.unparse(writer, 0, 0);
  }
}
