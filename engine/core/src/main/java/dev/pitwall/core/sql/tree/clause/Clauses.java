package dev.pitwall.core.sql.tree.clause;

import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;

/** Reads and writes the clauses that several statements share. */
public final class Clauses {
  private Clauses() {}

  /** The text of a literal; empty when none was given. */
  public static String textOf(SqlLiteral literal) {
    return literal == null ? "" : literal.toValue();
  }

  public static <T> void unparseList(SqlWriter writer, List<T> items, Consumer<T> unparse) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (T item : items) {
      writer.sep(",");
      unparse.accept(item);
    }
    writer.endList(frame);
  }

  public static void unparseColumns(SqlWriter writer, List<ColumnDeclaration> columns) {
    if (!columns.isEmpty()) {
      unparseList(writer, columns, column -> column.unparse(writer));
    }
  }

  public static void unparseOptions(SqlWriter writer, List<OptionAssignment> options) {
    if (!options.isEmpty()) {
      writer.keyword("OPTIONS");
      unparseList(writer, options, option -> option.unparse(writer));
    }
  }

  public static void unparseComment(SqlWriter writer, SqlLiteral comment) {
    if (comment != null) {
      writer.keyword("COMMENT");
      comment.unparse(writer, 0, 0);
    }
  }
}
