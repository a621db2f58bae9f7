package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.Clauses;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A CREATE statement that may end in {@code COMMENT 'text'}. */
public abstract sealed class CommentedCreateStatement extends CreateStatement
    permits CreateEntity, CreateFeatureService, CreateTable {
  private final SqlLiteral comment;

  /**
   * Keeps what all of them have.
   *
   * @param comment null when not given
   */
  CommentedCreateStatement(
      SqlParserPos pos, ObjectKind kind, boolean replace, SqlIdentifier name, SqlLiteral comment) {
    super(pos, kind.keywords(), replace, name);
    this.comment = comment;
  }

  /** Empty when not given. */
  public final String comment() {
    return Clauses.textOf(comment);
  }

  @Override
  final void unparseDefinition(SqlWriter writer) {
    unparseClauses(writer);
    Clauses.unparseComment(writer, comment);
  }

  /** Writes what stands between the name and the comment. */
  abstract void unparseClauses(SqlWriter writer);
}
