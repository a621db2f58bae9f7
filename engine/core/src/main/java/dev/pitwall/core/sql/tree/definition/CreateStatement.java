package dev.pitwall.core.sql.tree.definition;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A CREATE statement. */
public abstract sealed class CreateStatement extends SqlCreate
    permits CommentedCreateStatement, CreateFeatureView, CreateAsQuery {
  private final String kind;
  private final SqlIdentifier name;

  /**
   * Keeps what all of them have.
   *
   * @param kind of what is created, as the statement spells it
   */
  CreateStatement(SqlParserPos pos, String kind, boolean replace, SqlIdentifier name) {
    super(new SqlSpecialOperator("CREATE " + kind, SqlKind.OTHER_DDL), pos, replace, false);
    this.kind = kind;
    this.name = Objects.requireNonNull(name, "name");
  }

  /** What is created. */
  public final SqlIdentifier name() {
    return name;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name);
  }

  @Override
  public final void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(getReplace() ? "CREATE OR REPLACE" : "CREATE");
    writer.keyword(kind);
    name.unparse(writer, 0, 0);
    unparseDefinition(writer);
  }

  /** Writes what follows the name. */
  abstract void unparseDefinition(SqlWriter writer);
}
