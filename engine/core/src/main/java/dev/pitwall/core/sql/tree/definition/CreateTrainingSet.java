package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] TRAINING SET name AS query}. */
public final class CreateTrainingSet extends CreateStatement {
  private final SqlNode query;
  private final SqlParserPos queryStart;

  /**
   * Creates a training set.
   *
   * @param queryStart of the first word of the query, which goes on to the end of the statement
   */
  public CreateTrainingSet(
      SqlParserPos pos,
      boolean replace,
      SqlIdentifier name,
      SqlNode query,
      SqlParserPos queryStart) {
    super(pos, ObjectKind.TRAINING_SET, replace, name);
    this.query = Objects.requireNonNull(query, "query");
    this.queryStart = Objects.requireNonNull(queryStart, "queryStart");
  }

  /** Whose rows the set has. */
  public SqlNode query() {
    return query;
  }

  /** Where the query begins. */
  public SqlParserPos queryStart() {
    return queryStart;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name(), query);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    unparseCreate(writer, "TRAINING SET");
    writer.keyword("AS");
    query.unparse(writer, 0, 0);
  }
}
