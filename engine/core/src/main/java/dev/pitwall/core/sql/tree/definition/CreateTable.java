package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.Clauses;
import dev.pitwall.core.sql.tree.clause.ColumnDeclaration;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import dev.pitwall.core.sql.tree.clause.OptionAssignment;
import dev.pitwall.core.sql.tree.clause.TableOrigin;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code CREATE [OR REPLACE] TABLE name [(columns)] FROM format 'location' [OPTIONS (…)] [COMMENT
 * 'text']}.
 */
public final class CreateTable extends CommentedCreateStatement {
  private final List<ColumnDeclaration> columns;
  private final TableOrigin origin;
  private final List<OptionAssignment> options;

  public CreateTable(
      SqlParserPos pos,
      boolean replace,
      SqlIdentifier name,
      List<ColumnDeclaration> columns,
      TableOrigin origin,
      List<OptionAssignment> options,
      SqlLiteral comment) {
    super(pos, ObjectKind.TABLE, replace, name, comment);
    this.columns = List.copyOf(columns);
    this.origin = Objects.requireNonNull(origin, "origin");
    this.options = List.copyOf(options);
  }

  /** The declared columns; empty when the table tells them. */
  public List<ColumnDeclaration> columns() {
    return columns;
  }

  public TableOrigin origin() {
    return origin;
  }

  public List<OptionAssignment> options() {
    return options;
  }

  @Override
  void unparseClauses(SqlWriter writer) {
    Clauses.unparseColumns(writer, columns);
    origin.unparse(writer);
    Clauses.unparseOptions(writer, options);
  }
}
