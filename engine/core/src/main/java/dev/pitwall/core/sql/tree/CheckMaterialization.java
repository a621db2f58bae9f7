package dev.pitwall.core.sql.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CHECK MATERIALIZATION view, …}. */
public final class CheckMaterialization extends EngineStatement {
  private final List<SqlIdentifier> views;

  public CheckMaterialization(SqlParserPos pos, List<SqlIdentifier> views) {
    super(pos, "CHECK MATERIALIZATION", SqlKind.OTHER);
    this.views = List.copyOf(views);
  }

  public List<SqlIdentifier> views() {
    return views;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.copyOf(views);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("CHECK MATERIALIZATION");
    SqlWriter.Frame frame = writer.startList("", "");
    for (SqlIdentifier view : views) {
      writer.sep(",");
      view.unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }
}
