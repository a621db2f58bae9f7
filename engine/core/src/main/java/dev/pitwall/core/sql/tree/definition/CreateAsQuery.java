package dev.pitwall.core.sql.tree.definition;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A CREATE statement of what has the rows of a query. */
public abstract sealed class CreateAsQuery extends CreateStatement
    permits CreateTemporaryTable, CreateTrainingSet {
  private final SqlNode query;

  CreateAsQuery(SqlParserPos pos, String kind, boolean replace, SqlIdentifier name, SqlNode query) {
    super(pos, kind, replace, name);
    this.query = Objects.requireNonNull(query, "query");
  }

  /** Whose rows are kept. */
  public final SqlNode query() {
    return query;
  }

  @Override
  public final List<SqlNode> getOperandList() {
    return List.of(name(), query);
  }

  @Override
  final void unparseDefinition(SqlWriter writer) {
    writer.keyword("AS");
    query.unparse(writer, 0, 0);
  }
}
