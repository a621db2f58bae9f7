package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.Objects;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
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

  /** Writes what all of them begin with. */
  final void unparseCreate(SqlWriter writer, String kind) {
    writer.keyword(getReplace() ? "CREATE OR REPLACE" : "CREATE");
    writer.keyword(kind);
    name.unparse(writer, 0, 0);
  }
}
