package dev.pitwall.core.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.sql.tree.DescribeObject;
import dev.pitwall.core.sql.tree.ExplainStatement;
import dev.pitwall.core.sql.tree.MaterializeViews;
import dev.pitwall.core.sql.tree.definition.CreateFeatureView;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.Availability;
import java.nio.file.Path;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSqlParserTest {
  private static final SqlDialect DIALECT =
      new AnsiSqlDialect(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\""));

  private final FeatureSqlParser parser =
      new FeatureSqlParser(EngineConfig.inDirectory(Path.of(".")).limits());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE ENTITY driver (driver_id BIGINT, region VARCHAR COMMENT 'where') COMMENT 'who drives'",
        "CREATE OR REPLACE ENTITY world",
        "CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA 's3a://bucket/path'",
        "CREATE OR REPLACE FEATURE VIEW stats (id BIGINT NOT NULL COMMENT 'key', rate DOUBLE,"
            + " tags VARCHAR ARRAY, at TIMESTAMP_LTZ(6)) ENTITY driver TIMESTAMP event_ts CREATED"
            + " created_ts TTL INTERVAL '7' DAY OFFLINE ONLY OPTIONS (version = 3, \"a.b\" = 'x', h ="
            + " TRUE) FROM DELTA 's3a://bucket/path' COMMENT 'it''s'",
        "CREATE FEATURE VIEW v FROM DELTA 'x' TTL UNBOUNDED ONLINE TIMESTAMP t ENTITY e",
        "CREATE TABLE trips FROM PARQUET '/lake/trips'",
        "CREATE OR REPLACE TABLE lake.trips (a TIMESTAMP(6), b DECIMAL(10, 2)) FROM csv '/x' OPTIONS"
            + " (header = TRUE) COMMENT 'c'",
        "CREATE OR REPLACE TEMPORARY TABLE t AS SELECT a FROM b ORDER BY a LIMIT 3",
        "CREATE FEATURE SERVICE s AS driver_stats (conv_rate, acc_rate), profile COMMENT 'model 1'",
        "DROP ENTITY e",
        "DROP FEATURE VIEW IF EXISTS v",
        "DROP FEATURE SERVICE s",
        "DROP TABLE IF EXISTS lake.t",
        "ALTER FEATURE VIEW v SET TTL INTERVAL '1 12' DAY TO HOUR",
        "ALTER FEATURE VIEW v SET TTL UNBOUNDED",
        "ALTER FEATURE SERVICE s SET STATUS DEPRECATED",
        "ALTER ENTITY e SET COMMENT 'x'",
        "SHOW ENTITIES",
        "show feature views",
        "SHOW FEATURE SERVICES",
        "SHOW TABLES",
        "DESCRIBE FEATURE VIEW v",
        "DESCRIBE lake.t",
        "DESCRIBE HISTORY lake.t",
        "CREATE OR REPLACE TRAINING SET t AS SELECT a FROM b ORDER BY a",
        "DESCRIBE TRAINING SET t",
        "DROP TRAINING SET IF EXISTS training_sets.t",
        "SHOW TRAINING SETS",
        "SELECT training FROM training_sets.sets",
        "DESCRIBE history",
        "MATERIALIZE v",
        "MATERIALIZE v, features.w FROM TIMESTAMP '2020-01-01 00:00:00.123456' TO '2021-01-01'",
        "IMPORT FEAST REGISTRY 'data/registry.db'",
        "import feast registry '/x' PROJECT 'it''s'",
        "SET time_zone = 'America/St_Johns'",
        "INSERT INTO features.v VALUES (1, DEFAULT, ?), (2, 'x', NULL)",
        "INSERT INTO v (a, b) SELECT a, b FROM t ORDER BY a LIMIT 3",
        "EXPLAIN INSERT INTO v (a) VALUES (1)",
        "EXPLAIN SELECT 1",
        "EXPLAIN ANALYZE AS JSON SELECT a FROM t",
        "SELECT f.x FROM s LEFT JOIN v FOR SYSTEM_TIME AS OF s.ts AS f ON f.k = s.k",
        "SELECT x FROM v FOR VERSION AS OF 3 FOR SYSTEM_TIME AS OF s.ts AS f, t FOR TIMESTAMP AS OF"
            + " TIMESTAMP '2024-01-31 12:00:00'",
        "SELECT version FROM t FOR VERSION AS OF ? AS version",
        "SELECT 1 FROM s ASOF JOIN t MATCH_CONDITION t.ts <= s.ts AND t.ts >= s.ts - INTERVAL '1' DAY"
            + " AND t.created <= s.ts ON t.k = s.k",
        "SELECT 1 FROM s LEFT ASOF JOIN t MATCH_CONDITION t.ts < s.ts ON TRUE",
        "SELECT * FROM TABLE(POINT_IN_TIME(SPINE => TABLE spine, AT => DESCRIPTOR(ts), FEATURES =>"
            + " ARRAY['v:f', 'v:g'], SERVICE => 'x'))",
        "SELECT * FROM TABLE(POINT_IN_TIME(SPINE => (SELECT * FROM t), AT => DESCRIPTOR(ts)))",
        "SELECT k FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts DESC) = 1",
        "SELECT feature, entity, ttl, status, comment, created, feast, registry, project, \"Group\" FROM online.v"
      })
  void readsWhatItWrote(String sql) {
    SqlNode tree = parser.parse(sql);
    String written = tree.toSqlString(DIALECT).getSql();

    assertThat(parser.parse(written).toSqlString(DIALECT).getSql()).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELEC 1 | 1 | 1 | found SELEC, expected one of: a query, CREATE, ALTER, DROP, SHOW, DESCRIBE, …; did you mean SELECT?
          SELECT a FORM t | 1 | 15 | found t, expected one of: a comma, FROM, ORDER, LIMIT, UNION, the end of the statement; did you mean FROM instead of FORM?
          SELECT a FROM t WHERE | 1 | 22 | the statement ends too early, expected an expression
          SELECT a FROM t WHERE b = | 1 | 26 | the statement ends too early, expected an expression
          SELECT FROM t | 1 | 8 | found FROM, expected an expression
          SELECT (1 + 2 FROM t | 1 | 15 | found FROM, expected one of: an operator, ), a comma, ORDER, LIMIT
          SELECT * FROM t GROUP a | 1 | 23 | found a, expected BY
          CREATE FOO x | 1 | 8 | found FOO, expected one of: TABLE, ENTITY, FEATURE, TEMPORARY, TRAINING
          CREATE FEATURE FOO x | 1 | 16 | found FOO, expected one of: VIEW, SERVICE
          CREATE FEATUR VIEW x | 1 | 8 | found FEATUR, expected one of: TABLE, ENTITY, FEATURE, TEMPORARY, TRAINING; did you mean FEATURE?
          CREATE FEATURE VIEW v ENTITY e | 1 | 21 | feature view v needs a clause TIMESTAMP column
          CREATE FEATURE VIEW v TIMESTAMP t FROM DELTA 'x' | 1 | 21 | feature view v needs a clause ENTITY name
          CREATE FEATURE VIEW v ENTITY e TIMESTAMP t | 1 | 21 | feature view v needs a clause FROM format 'location'
          CREATE FEATURE VIEW v ENTITY e ENTITY f TIMESTAMP t FROM DELTA 'x' | 1 | 39 | ENTITY is given twice; keep one
          CREATE FEATURE VIEW v ENTITY e TIMESTAMP t TTL 7 DAY FROM DELTA 'x' | 1 | 48 | found 7, expected one of: INTERVAL, UNBOUNDED
          CREATE FEATURE VIEW v ENTITY e TIMESTAMP t FROM DELTA x | 1 | 55 | found x, expected a text in single quotes
          CREATE ENTITY (a BIGINT) | 1 | 15 | found (, expected a name
          SHOW FEATURES | 1 | 6 | found FEATURES, expected one of: FEATURE, ENTITIES, TABLES, TRAINING; did you mean FEATURE?
          DROP VIEW x | 1 | 6 | found VIEW, expected one of: TABLE, ENTITY, FEATURE, TRAINING
          ALTER FEATURE VIEW x SET FOO 3 | 1 | 26 | found FOO, expected one of: TTL, STATUS, COMMENT
          INSERT t VALUES (1) | 1 | 8 | found t, expected INTO
          INSERT INTO t FROM u | 1 | 15 | found FROM, expected one of: a query, (, VALUES
          MATERIALIZE | 1 | 12 | the statement ends too early, expected a name
          IMPORT REGISTRY 'x' | 1 | 8 | found REGISTRY, expected FEAST
          IMPORT FEAST REGISTRY x | 1 | 23 | found x, expected a text in single quotes
          IMPORT FEAST REGISTRY 'x' PROJECT | 1 | 34 | the statement ends too early, expected a text in single quotes
          EXPLAIN AS XML SELECT 1 | 1 | 12 | EXPLAIN has no format XML; use TEXT or JSON
          SELECT 1; SELECT 2 | 1 | 11 | one statement at a time; a second one begins here
          SELECT 'abc | 1 | 8 | this quote is never closed
          SELECT "abc | 1 | 8 | this quote is never closed
          SELECT 1 /* x | 1 | 10 | this comment is never closed
          SELECT a ~ b FROM t | 1 | 10 | unexpected character ~
          """)
  void saysWhereAndWhatIsWrong(String sql, int line, int column, String message) {
    PitwallException error = failureOf(sql);

    assertThat(error.code()).isEqualTo(ErrorCode.SYNTAX_ERROR);
    assertThat(error.userMessage())
        .isEqualTo("line " + line + ", column " + column + ": " + message);
  }

  @Test
  void countsLines() {
    assertThat(failureOf("SELECT *\r\nFROM t\nWHERE a = 1 AND\nAND b = 2").userMessage())
        .isEqualTo("line 4, column 1: found AND, expected an expression");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", ";", "-- only a comment"})
  void refusesNothing(String sql) {
    assertThat(failureOf(sql).getMessage()).isEqualTo("the statement is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPSERT INTO t VALUES (1)",
        "DELETE FROM t",
        "UPDATE t SET a = 1",
        "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN UPDATE SET a = 1",
        "CALL f()"
      })
  void refusesChangesOfTables(String sql) {
    PitwallException error = failureOf(sql);

    assertThat(error.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    assertThat(error.getMessage()).startsWith(sql.split(" ")[0] + " is not supported");
  }

  @Test
  void acceptsSemicolonAtEnd() {
    assertThat(parser.parse("SELECT 1 ; -- done").getKind()).isEqualTo(SqlKind.SELECT);
  }

  @Test
  void keepsCaseOfNames() {
    DescribeObject describe = (DescribeObject) parser.parse("DESCRIBE FEATURE VIEW MyView");

    assertThat(describe.name().getSimple()).isEqualTo("MyView");
  }

  @Test
  void takesClausesInAnyOrder() {
    CreateFeatureView create =
        (CreateFeatureView)
            parser.parse(
                "CREATE FEATURE VIEW v FROM DELTA '/x' OFFLINE ONLY COMMENT 'c' TIMESTAMP t ENTITY e");

    assertThat(create.clauses().entity().getSimple()).isEqualTo("e");
    assertThat(create.clauses().eventTimestamp().getSimple()).isEqualTo("t");
    assertThat(create.clauses().availability()).isEqualTo(Availability.OFFLINE_ONLY);
    assertThat(create.clauses().origin().locationText()).isEqualTo("/x");
    assertThat(create.clauses().comment()).isEqualTo("c");
    assertThat(create.clauses().timeToLive()).isEmpty();
  }

  @Test
  void keepsWholeMatchCondition() {
    SqlSelect select =
        (SqlSelect)
            parser.parse(
                "SELECT 1 FROM s ASOF JOIN t MATCH_CONDITION t.ts <= s.ts AND t.created <= s.ts ON"
                    + " t.k = s.k");

    SqlAsofJoin join = (SqlAsofJoin) select.getFrom();
    assertThat(join.getMatchCondition().getKind()).isEqualTo(SqlKind.AND);
  }

  @Test
  void readsExplainInBothSpellings() {
    ExplainStatement ours = (ExplainStatement) parser.parse("EXPLAIN ANALYZE AS JSON SELECT 1");
    ExplainStatement calcite = (ExplainStatement) parser.parse("EXPLAIN PLAN AS JSON FOR SELECT 1");

    assertThat(ours.mode()).isEqualTo(ExplainStatement.Mode.ANALYZE);
    assertThat(ours.format()).isEqualTo(ExplainStatement.Format.JSON);
    assertThat(calcite.mode()).isEqualTo(ExplainStatement.Mode.PLAN);
    assertThat(calcite.format()).isEqualTo(ExplainStatement.Format.JSON);
    assertThat(calcite.query().getKind()).isEqualTo(SqlKind.SELECT);
  }

  @Test
  void readsMaterializeRange() {
    MaterializeViews statement =
        (MaterializeViews) parser.parse("MATERIALIZE v, w TO TIMESTAMP '2020-01-01 00:00:00'");

    assertThat(statement.views()).hasSize(2);
    assertThat(statement.from()).isEmpty();
    assertThat(statement.to()).isPresent();
  }

  @Test
  void limitsLength() {
    assertThat(failureOf("SELECT 1" + " ".repeat(1_000_000)).code())
        .isEqualTo(ErrorCode.STATEMENT_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT ", "CASE WHEN a THEN ", "- ", "ARRAY["})
  void limitsNesting(String opening) {
    assertThat(failureOf("SELECT " + opening.repeat(129) + "1").code())
        .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void parsesUpToTheLimits() {
    assertThatNoException()
        .isThrownBy(() -> parser.parse("SELECT " + "(".repeat(128) + "1" + ")".repeat(128)));
    assertThatNoException().isThrownBy(() -> parser.parse("SELECT 1" + " + 1".repeat(1_999)));
  }

  @Test
  void limitsChains() {
    assertThatThrownBy(() -> parser.parse("SELECT 1" + "+1".repeat(400_000)))
        .hasMessageContaining("chains more than 2000 operators");
  }

  private PitwallException failureOf(String sql) {
    return catchThrowableOfType(PitwallException.class, () -> parser.parse(sql));
  }
}
