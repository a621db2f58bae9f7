package dev.pitwall.core.sql.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code OPTIMIZE table [ZORDER BY (column, …)] [WHERE condition]}. */
public final class OptimizeTable extends EngineStatement {
  private final SqlIdentifier table;
  private final List<SqlIdentifier> order;
  private final SqlNode where;

  /**
   * Puts files of a table together.
   *
   * @param order the columns of the Z-order; empty when none was asked for
   * @param where which partitions; null for all
   */
  public OptimizeTable(
      SqlParserPos pos, SqlIdentifier table, List<SqlIdentifier> order, SqlNode where) {
    super(pos, "OPTIMIZE", SqlKind.OTHER);
    this.table = table;
    this.order = List.copyOf(order);
    this.where = where;
  }

  public SqlIdentifier table() {
    return table;
  }

  public List<SqlIdentifier> order() {
    return order;
  }

  /** Which partitions; empty for all. */
  public Optional<SqlNode> where() {
    return Optional.ofNullable(where);
  }

  @Override
  public List<SqlNode> getOperandList() {
    List<SqlNode> operands = new ArrayList<>();
    operands.add(table);
    operands.addAll(order);
    where().ifPresent(operands::add);
    return operands;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("OPTIMIZE");
    table.unparse(writer, 0, 0);
    if (!order.isEmpty()) {
      writer.keyword("ZORDER BY");
      SqlWriter.Frame frame = writer.startList("(", ")");
      for (SqlIdentifier column : order) {
        writer.sep(",");
        column.unparse(writer, 0, 0);
      }
      writer.endList(frame);
    }
    if (where != null) {
      writer.keyword("WHERE");
      where.unparse(writer, 0, 0);
    }
  }
}
