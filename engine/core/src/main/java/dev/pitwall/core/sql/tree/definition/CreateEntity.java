package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.Clauses;
import dev.pitwall.core.sql.tree.clause.ColumnDeclaration;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] ENTITY name [(key TYPE, …)] [COMMENT 'text']}. */
public final class CreateEntity extends CommentedCreateStatement {
  private final List<ColumnDeclaration> joinKeys;

  public CreateEntity(
      SqlParserPos pos,
      boolean replace,
      SqlIdentifier name,
      List<ColumnDeclaration> joinKeys,
      SqlLiteral comment) {
    super(pos, ObjectKind.ENTITY, replace, name, comment);
    this.joinKeys = List.copyOf(joinKeys);
  }

  /** The typed keys, in declared order. */
  public List<ColumnDeclaration> joinKeys() {
    return joinKeys;
  }

  @Override
  void unparseClauses(SqlWriter writer) {
    Clauses.unparseColumns(writer, joinKeys);
  }
}
