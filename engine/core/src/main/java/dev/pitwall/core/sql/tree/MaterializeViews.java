package dev.pitwall.core.sql.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code MATERIALIZE view, … [FROM literal] [TO literal]}. */
public final class MaterializeViews extends EngineStatement {
  private final List<SqlIdentifier> views;
  private final SqlNode from;
  private final SqlNode to;

  /**
   * Materializes views.
   *
   * @param from null when not given
   * @param to null when not given
   */
  public MaterializeViews(SqlParserPos pos, List<SqlIdentifier> views, SqlNode from, SqlNode to) {
    super(pos, "MATERIALIZE", SqlKind.OTHER);
    this.views = List.copyOf(views);
    this.from = from;
    this.to = to;
  }

  public List<SqlIdentifier> views() {
    return views;
  }

  /** A literal. */
  public Optional<SqlNode> from() {
    return Optional.ofNullable(from);
  }

  /** A literal. */
  public Optional<SqlNode> to() {
    return Optional.ofNullable(to);
  }

  @Override
  public List<SqlNode> getOperandList() {
    List<SqlNode> operands = new ArrayList<>(views);
    from().ifPresent(operands::add);
    to().ifPresent(operands::add);
    return operands;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("MATERIALIZE");
    SqlWriter.Frame frame = writer.startList("", "");
    for (SqlIdentifier view : views) {
      writer.sep(",");
      view.unparse(writer, 0, 0);
    }
    writer.endList(frame);
    unparseBound(writer, "FROM", from);
    unparseBound(writer, "TO", to);
  }

  private static void unparseBound(SqlWriter writer, String keyword, SqlNode bound) {
    if (bound != null) {
      writer.keyword(keyword);
      bound.unparse(writer, 0, 0);
    }
  }
}
