package dev.pitwall.core.sql.tree;

import java.util.Objects;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A CREATE statement. */
public abstract sealed class CreateStatement extends SqlCreate
    permits CreateEntity,
        CreateFeatureView,
        CreateFeatureService,
        CreateTable,
        CreateTemporaryTable,
        CreateTrainingSet {
  private final SqlIdentifier name;

  CreateStatement(SqlParserPos pos, ObjectKind kind, boolean replace, SqlIdentifier name) {
    super(
        new SqlSpecialOperator("CREATE " + kind.keywords(), SqlKind.OTHER_DDL),
        pos,
        replace,
        false);
    this.name = Objects.requireNonNull(name, "name");
  }

  /** What is created. */
  public SqlIdentifier name() {
    return name;
  }

  /** The comment's text; empty when none was given. */
  static String textOf(SqlLiteral comment) {
    return comment == null ? "" : comment.toValue();
  }
}
