package dev.pitwall.core.sql.tree.clause;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;

/**
 * Features of one view: {@code view (feature, feature)}.
 *
 * @param features identifiers; empty for all features of the view
 */
public record FeatureSelection(SqlIdentifier view, SqlNodeList features) {
  /** The features' names, with their places in the statement. */
  public List<SqlIdentifier> featureNames() {
    return features.stream().map(SqlIdentifier.class::cast).toList();
  }

  public void unparse(SqlWriter writer) {
    view.unparse(writer, 0, 0);
    if (!features.isEmpty()) {
      Clauses.unparseList(writer, featureNames(), name -> name.unparse(writer, 0, 0));
    }
  }
}
