package dev.pitwall.core.sql.tree;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code KILL QUERY 'id'}. */
public final class KillQuery extends EngineStatement {
  private final SqlNode id;

  /**
   * Ends a statement that runs.
   *
   * @param id a literal
   */
  public KillQuery(SqlParserPos pos, SqlNode id) {
    super(pos, "KILL QUERY", SqlKind.OTHER);
    this.id = Objects.requireNonNull(id, "id");
  }

  /** A literal. */
  public SqlNode id() {
    return id;
  }

  /** As {@code system.queries} tells it. */
  public String statementId() {
    return ((SqlLiteral) id).getValueAs(String.class);
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(id);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("KILL QUERY");
    id.unparse(writer, 0, 0);
  }
}
