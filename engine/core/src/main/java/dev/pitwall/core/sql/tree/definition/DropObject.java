package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import org.apache.calcite.sql.SqlDrop;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DROP kind [IF EXISTS] name}. */
public final class DropObject extends SqlDrop {
  private final ObjectKind kind;
  private final SqlIdentifier name;

  public DropObject(SqlParserPos pos, ObjectKind kind, boolean ifExists, SqlIdentifier name) {
    super(new SqlSpecialOperator("DROP " + kind.keywords(), SqlKind.OTHER_DDL), pos, ifExists);
    this.kind = kind;
    this.name = name;
  }

  public ObjectKind kind() {
    return kind;
  }

  public SqlIdentifier name() {
    return name;
  }

  /** Whether a missing object is no error. */
  public boolean ifExists() {
    return ifExists;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("DROP");
    writer.keyword(kind.keywords());
    if (ifExists) {
      writer.keyword("IF EXISTS");
    }
    name.unparse(writer, 0, 0);
  }
}
