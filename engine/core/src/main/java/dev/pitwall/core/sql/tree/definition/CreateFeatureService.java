package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.Clauses;
import dev.pitwall.core.sql.tree.clause.FeatureSelection;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] FEATURE SERVICE name AS view [(feature, …)], … [COMMENT 'text']}. */
public final class CreateFeatureService extends CreateStatement {
  private final List<FeatureSelection> selections;
  private final SqlLiteral comment;

  public CreateFeatureService(
      SqlParserPos pos,
      boolean replace,
      SqlIdentifier name,
      List<FeatureSelection> selections,
      SqlLiteral comment) {
    super(pos, ObjectKind.FEATURE_SERVICE, replace, name);
    this.selections = List.copyOf(selections);
    this.comment = comment;
  }

  /** The views and their features, in declared order. */
  public List<FeatureSelection> selections() {
    return selections;
  }

  /** Empty when not given. */
  public String comment() {
    return Clauses.textOf(comment);
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name());
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    unparseCreate(writer, "FEATURE SERVICE");
    writer.keyword("AS");
    SqlWriter.Frame frame = writer.startList("", "");
    for (FeatureSelection selection : selections) {
      writer.sep(",");
      selection.unparse(writer);
    }
    writer.endList(frame);
    Clauses.unparseComment(writer, comment);
  }
}
