package dev.pitwall.core.sql.tree.definition;

import dev.pitwall.core.sql.tree.clause.FeatureSelection;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] FEATURE SERVICE name AS view [(feature, …)], … [COMMENT 'text']}. */
public final class CreateFeatureService extends CommentedCreateStatement {
  private final List<FeatureSelection> selections;

  public CreateFeatureService(
      SqlParserPos pos,
      boolean replace,
      SqlIdentifier name,
      List<FeatureSelection> selections,
      SqlLiteral comment) {
    super(pos, ObjectKind.FEATURE_SERVICE, replace, name, comment);
    this.selections = List.copyOf(selections);
  }

  /** The views and their features, in declared order. */
  public List<FeatureSelection> selections() {
    return selections;
  }

  @Override
  void unparseClauses(SqlWriter writer) {
    writer.keyword("AS");
    SqlWriter.Frame frame = writer.startList("", "");
    for (FeatureSelection selection : selections) {
      writer.sep(",");
      selection.unparse(writer);
    }
    writer.endList(frame);
  }
}
