package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.Clauses;
import dev.pitwall.core.sql.tree.clause.ColumnDeclaration;
import dev.pitwall.core.sql.tree.clause.FeatureViewClauses;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] FEATURE VIEW name [(columns)] clause …}. */
public final class CreateFeatureView extends CreateStatement {
  private final List<ColumnDeclaration> columns;
  private final FeatureViewClauses clauses;

  /** Also checks that no clause is missing. */
  public CreateFeatureView(
      SqlParserPos pos,
      boolean replace,
      SqlIdentifier name,
      List<ColumnDeclaration> columns,
      FeatureViewClauses clauses) {
    super(pos, ObjectKind.FEATURE_VIEW.keywords(), replace, name);
    clauses.checkComplete(name);
    this.columns = List.copyOf(columns);
    this.clauses = clauses;
  }

  /** The declared columns; empty when the table tells them. */
  public List<ColumnDeclaration> columns() {
    return columns;
  }

  public FeatureViewClauses clauses() {
    return clauses;
  }

  @Override
  void unparseDefinition(SqlWriter writer) {
    Clauses.unparseColumns(writer, columns);
    clauses.unparse(writer);
  }
}
