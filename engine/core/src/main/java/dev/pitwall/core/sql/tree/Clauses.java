package dev.pitwall.core.sql.tree;

import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;

/** Writes the clauses that several statements share. */
final class Clauses {
  private Clauses() {}

  static void unparseCreate(SqlWriter writer, CreateStatement statement, String kind) {
    writer.keyword(statement.getReplace() ? "CREATE OR REPLACE" : "CREATE");
    writer.keyword(kind);
    statement.name().unparse(writer, 0, 0);
  }

  static <T> void unparseList(SqlWriter writer, List<T> items, Consumer<T> unparse) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (T item : items) {
      writer.sep(",");
      unparse.accept(item);
    }
    writer.endList(frame);
  }

  static void unparseColumns(SqlWriter writer, List<ColumnDeclaration> columns) {
    if (!columns.isEmpty()) {
      unparseList(writer, columns, column -> column.unparse(writer));
    }
  }

  static void unparseOptions(SqlWriter writer, List<OptionAssignment> options) {
    if (!options.isEmpty()) {
      writer.keyword("OPTIONS");
      unparseList(writer, options, option -> option.unparse(writer));
    }
  }

  static void unparseComment(SqlWriter writer, SqlLiteral comment) {
    if (comment != null) {
      writer.keyword("COMMENT");
      comment.unparse(writer, 0, 0);
    }
  }
}
