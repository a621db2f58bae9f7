package dev.pitwall.core.sql.parser;

import dev.pitwall.core.config.EngineConfig.LimitsConfig;
import dev.pitwall.core.sql.parser.generated.GeneratedSqlParser;
import dev.pitwall.core.sql.parser.generated.ParseException;
import dev.pitwall.core.sql.tree.EngineStatement;
import dev.pitwall.core.sql.tree.ExplainStatement;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDdl;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSetOption;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Turns one statement's text into its tree. Thread-safe. */
public final class FeatureSqlParser {
  /**
   * What BI tools write beyond the standard: LIMIT a, b; GROUP BY an ordinal or alias; {@code !=}.
   */
  public static final SqlConformance CONFORMANCE = SqlConformanceEnum.LENIENT;

  /** Double quotes quote names; names keep their case as written and are found in any case. */
  private static final SqlParser.Config SYNTAX =
      SqlParser.config()
          .withParserFactory(GeneratedSqlParser.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withQuotedCasing(Casing.UNCHANGED)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(256)
          .withConformance(CONFORMANCE);

  private final int maximumLength;
  private final NestingLimit nesting;

  public FeatureSqlParser(LimitsConfig limits) {
    maximumLength = limits.statementLength();
    nesting = new NestingLimit(limits.nestingDepth());
  }

  /**
   * Parses one statement; a semicolon may end it.
   *
   * @return a query, a {@link SqlInsert}, an {@link EngineStatement}, a definition or a {@link
   *     SqlSetOption}
   * @throws PitwallException SYNTAX_ERROR with the place; STATEMENT_TOO_LARGE, LIMIT_EXCEEDED or
   *     NOT_SUPPORTED
   */
  public SqlNode parse(String sql) {
    checkLength(sql);
    String statement = single(sql);
    nesting.check(statement);
    return supported(parseStatement(statement));
  }

  /** What a statement says from a place on, to its end. */
  public static String from(String sql, SourcePosition place) {
    List<StatementSplitter.Span> spans = StatementSplitter.spans(sql);
    return sql.substring(TextPositions.offset(sql, place), spans.get(0).end()).strip();
  }

  private void checkLength(String sql) {
    if (sql.length() > maximumLength) {
      throw new PitwallException(
          ErrorCode.STATEMENT_TOO_LARGE,
          "the statement has %d characters, more than the limit of %d"
              .formatted(sql.length(), maximumLength));
    }
  }

  /** The text up to the end of its only statement, so that places in it stay true. */
  private static String single(String sql) {
    List<StatementSplitter.Span> spans = StatementSplitter.spans(sql);
    if (spans.isEmpty()) {
      throw new PitwallException(ErrorCode.SYNTAX_ERROR, "the statement is empty");
    }
    if (spans.size() > 1) {
      throw new PitwallException(
              ErrorCode.SYNTAX_ERROR, "one statement at a time; a second one begins here")
          .at(TextPositions.position(sql, spans.get(1).start()));
    }
    return sql.substring(0, spans.get(0).end());
  }

  private static SqlNode parseStatement(String statement) {
    try {
      return SqlParser.create(statement, SYNTAX).parseStmt();
    } catch (SqlParseException failure) {
      throw diagnosed(statement, failure);
    }
  }

  private static PitwallException diagnosed(String statement, SqlParseException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof PitwallException known) {
      return known;
    }
    if (cause instanceof StackOverflowError) {
      return new PitwallException(ErrorCode.LIMIT_EXCEEDED, "the statement nests too deep");
    }
    return LexicalErrors.find(statement)
        .orElseGet(() -> grammatical(statement, failure).at(Positions.of(failure.getPos())));
  }

  private static PitwallException grammatical(String statement, SqlParseException failure) {
    if (SyntaxProbe.isMissingQuery(failure)) {
      return new SyntaxDiagnosis(statement, SYNTAX).atStart();
    }
    if (failure.getCause() instanceof ParseException syntax && syntax.currentToken != null) {
      return new SyntaxDiagnosis(statement, SYNTAX).of(syntax);
    }
    if (failure.getCause() instanceof CalciteException rule) {
      return new PitwallException(ErrorCode.SYNTAX_ERROR, rule.getMessage());
    }
    return new PitwallException(
        ErrorCode.SYNTAX_ERROR, LexicalErrors.unexpected(statement, failure.getPos()));
  }

  private static SqlNode supported(SqlNode tree) {
    if (tree instanceof SqlExplain explain) {
      return explained(explain);
    }
    if (tree instanceof EngineStatement
        || tree instanceof SqlDdl
        || tree instanceof SqlSetOption
        || tree.isA(SqlKind.QUERY)) {
      return tree;
    }
    if (tree instanceof SqlInsert insert && !insert.isUpsert()) {
      return tree;
    }
    throw new PitwallException(
            ErrorCode.NOT_SUPPORTED,
            name(tree) + " is not supported: rows are added to tables with INSERT, not changed")
        .at(Positions.of(tree));
  }

  private static String name(SqlNode tree) {
    if (tree instanceof SqlInsert) {
      return "UPSERT"; // an INSERT is supported
    }
    return tree instanceof SqlCall call ? call.getOperator().getName() : tree.toString();
  }

  private static SqlNode explained(SqlExplain explain) {
    ExplainStatement.Format format =
        explain.getFormat() == SqlExplainFormat.JSON
            ? ExplainStatement.Format.JSON
            : ExplainStatement.Format.TEXT;
    return new ExplainStatement(
        explain.getParserPosition(),
        ExplainStatement.Mode.PLAN,
        format,
        supported(explain.getExplicandum()));
  }
}
