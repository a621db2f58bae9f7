package dev.pitwall.core.sql.tree;

import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SHOW kinds}. */
public final class ShowObjects extends EngineStatement {
  private final ObjectKind kind;

  public ShowObjects(SqlParserPos pos, ObjectKind kind) {
    super(pos, "SHOW " + kind.pluralKeywords(), SqlKind.OTHER);
    this.kind = kind;
  }

  public ObjectKind kind() {
    return kind;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of();
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("SHOW");
    writer.keyword(kind.pluralKeywords());
  }
}
