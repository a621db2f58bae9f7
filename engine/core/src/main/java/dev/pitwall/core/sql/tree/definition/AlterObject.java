package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.FeatureViewClauses;
import dev.pitwall.core.sql.tree.clause.ObjectChange;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import org.apache.calcite.sql.SqlDdl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code ALTER kind name SET TTL interval | SET COMMENT 'text' | SET STATUS status | ADD COLUMN
 * column}.
 */
public final class AlterObject extends SqlDdl {
  private final ObjectKind kind;
  private final SqlIdentifier name;
  private final ObjectChange change;

  public AlterObject(SqlParserPos pos, ObjectKind kind, SqlIdentifier name, ObjectChange change) {
    super(
        new SqlSpecialOperator(
            "ALTER " + kind.keywords() + " " + change.keywords(), SqlKind.OTHER_DDL),
        pos);
    this.kind = kind;
    this.name = name;
    this.change = change;
  }

  public ObjectKind kind() {
    return kind;
  }

  public SqlIdentifier name() {
    return name;
  }

  public ObjectChange change() {
    return change;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name, change.value());
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("ALTER");
    writer.keyword(kind.keywords());
    name.unparse(writer, 0, 0);
    if (change instanceof ObjectChange.SetTimeToLive timeToLive) {
      writer.keyword("SET");
      FeatureViewClauses.unparseTimeToLive(writer, timeToLive.value());
      return;
    }
    writer.keyword(change.keywords());
    if (change instanceof ObjectChange.AddColumn add) {
      add.column().unparse(writer);
    } else {
      change.value().unparse(writer, 0, 0);
    }
  }
}
