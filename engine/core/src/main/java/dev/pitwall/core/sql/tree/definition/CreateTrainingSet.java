package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] TRAINING SET name AS query}. */
public final class CreateTrainingSet extends CreateAsQuery {
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
    super(pos, ObjectKind.TRAINING_SET.keywords(), replace, name, query);
    this.queryStart = Objects.requireNonNull(queryStart, "queryStart");
  }

  /** Where the query begins. */
  public SqlParserPos queryStart() {
    return queryStart;
  }
}
