package dev.pitwall.core.sql.tree;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;

/** {@code VACUUM table [RETAIN hours HOURS] [DRY RUN]}. */
public final class VacuumTable extends EngineStatement {
  private final SqlIdentifier table;
  private final SqlNode hours;
  private final Mode mode;

  /**
   * Deletes files that no version needs any more.
   *
   * @param hours a literal; null when not given
   */
  public VacuumTable(SqlParserPos pos, SqlIdentifier table, SqlNode hours, Mode mode) {
    super(pos, "VACUUM", SqlKind.OTHER);
    this.table = table;
    this.hours = hours;
    this.mode = mode;
  }

  /** Whether to delete. */
  public enum Mode {
    DELETE,
    DRY_RUN
  }

  public SqlIdentifier table() {
    return table;
  }

  /** A literal. */
  public Optional<SqlNode> hours() {
    return Optional.ofNullable(hours);
  }

  public Mode mode() {
    return mode;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return ImmutableNullableList.of(table, hours);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("VACUUM");
    table.unparse(writer, 0, 0);
    if (hours != null) {
      writer.keyword("RETAIN");
      hours.unparse(writer, 0, 0);
      writer.keyword("HOURS");
    }
    if (mode == Mode.DRY_RUN) {
      writer.keyword("DRY RUN");
    }
  }
}
