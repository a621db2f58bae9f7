package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.Clauses;
import dev.pitwall.core.sql.tree.clause.ColumnDeclaration;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] ENTITY name [(key TYPE, …)] [COMMENT 'text']}. */
public final class CreateEntity extends CreateStatement {
  private final List<ColumnDeclaration> joinKeys;
  private final SqlLiteral comment;

  public CreateEntity(
      SqlParserPos pos,
      boolean replace,
      SqlIdentifier name,
      List<ColumnDeclaration> joinKeys,
      SqlLiteral comment) {
    super(pos, ObjectKind.ENTITY, replace, name);
    this.joinKeys = List.copyOf(joinKeys);
    this.comment = comment;
  }

  /** The typed keys, in declared order. */
  public List<ColumnDeclaration> joinKeys() {
    return joinKeys;
  }

  /** Empty when not given. */
  public String comment() {
    return Clauses.textOf(comment);
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name());
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    unparseCreate(writer, "ENTITY");
    Clauses.unparseColumns(writer, joinKeys);
    Clauses.unparseComment(writer, comment);
  }
}
