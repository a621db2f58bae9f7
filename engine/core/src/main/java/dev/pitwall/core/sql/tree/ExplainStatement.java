package dev.pitwall.core.sql.tree;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code EXPLAIN [ANALYZE] [AS TEXT | JSON] query}. */
public final class ExplainStatement extends EngineStatement {
  private final Mode mode;
  private final Format format;
  private final SqlNode query;

  public ExplainStatement(SqlParserPos pos, Mode mode, Format format, SqlNode query) {
    super(pos, "EXPLAIN " + mode + " AS " + format, SqlKind.EXPLAIN);
    this.mode = Objects.requireNonNull(mode, "mode");
    this.format = Objects.requireNonNull(format, "format");
    this.query = Objects.requireNonNull(query, "query");
  }

  /**
   * As the parser makes it.
   *
   * @param format a name; null for text
   * @throws PitwallException SYNTAX_ERROR when the format is unknown
   */
  public static ExplainStatement of(
      SqlParserPos pos, Mode mode, SqlIdentifier format, SqlNode query) {
    return new ExplainStatement(
        pos, mode, format == null ? Format.TEXT : Format.named(format), query);
  }

  public Mode mode() {
    return mode;
  }

  public Format format() {
    return format;
  }

  /** The query whose plan is asked for. */
  public SqlNode query() {
    return query;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(query);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(mode == Mode.ANALYZE ? "EXPLAIN ANALYZE" : "EXPLAIN");
    writer.keyword("AS " + format);
    query.unparse(writer, 0, 0);
  }

  /** Whether the query also runs. */
  public enum Mode {
    PLAN,
    ANALYZE
  }

  /** How the plan is rendered. */
  public enum Format {
    TEXT,
    JSON;

    private static Format named(SqlIdentifier name) {
      for (Format format : values()) {
        if (format.name().equals(name.getSimple().toUpperCase(Locale.ROOT))) {
          return format;
        }
      }
      throw new PitwallException(
              ErrorCode.SYNTAX_ERROR,
              "EXPLAIN has no format " + name.getSimple() + "; use TEXT or JSON")
          .at(Positions.of(name));
    }
  }
}
