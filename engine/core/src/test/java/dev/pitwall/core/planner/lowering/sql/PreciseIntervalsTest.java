package dev.pitwall.core.planner.lowering.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreciseIntervalsTest {
  private final FeatureSqlParser parser =
      new FeatureSqlParser(EngineConfig.inDirectory(Path.of(".")).limits());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTERVAL '0.000001' SECOND | 0.001
          INTERVAL '-0.000001' SECOND | -0.001
          INTERVAL -'0.000001' SECOND | -0.001
          INTERVAL -'-0.000001' SECOND | 0.001
          INTERVAL '1.123' SECOND | 1123
          INTERVAL '1.1234500' SECOND(2, 7) | 1123.45
          INTERVAL '-1 00:00:00.000009' DAY TO SECOND | -86400000.009
          INTERVAL '2' HOUR | 7200000
          INTERVAL '1-6' YEAR TO MONTH | 18
          """)
  void keepsMicrosecondsAsFractionsOfMilliseconds(String literal, BigDecimal millis) {
    SqlSelect select = (SqlSelect) PreciseIntervals.apply(parser.parse("SELECT " + literal));
    SqlIntervalLiteral interval = (SqlIntervalLiteral) select.getSelectList().get(0);

    assertThat(interval.getValueAs(BigDecimal.class)).isEqualByComparingTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a + INTERVAL '1.5' SECOND FROM t WHERE b > TIMESTAMP '2020-01-01 00:00:00.123456'",
        "SELECT * FROM t LEFT ASOF JOIN u MATCH_CONDITION u.ts <= t.ts AND u.ts >= t.ts - INTERVAL '1'"
            + " DAY ON t.k = u.k",
        "SELECT COUNT(*) OVER (ORDER BY ts RANGE INTERVAL '1' DAY PRECEDING) FROM t",
        "EXPLAIN SELECT INTERVAL '1' DAY",
        "CREATE FEATURE VIEW v ENTITY e TIMESTAMP t TTL INTERVAL '7' DAY FROM DELTA 'x'",
        "ALTER FEATURE VIEW v SET TTL INTERVAL '7' DAY",
        "CREATE TEMPORARY TABLE t AS SELECT INTERVAL '7' DAY",
        "MATERIALIZE v FROM TIMESTAMP '2020-01-01 00:00:00.123456' TO '2021-01-01'"
      })
  void leavesTheStatementAsItWas(String sql) {
    SqlNode tree = parser.parse(sql);
    String text = tree.toSqlString(AnsiSqlDialect.DEFAULT).getSql();

    assertThat(PreciseIntervals.apply(tree).toSqlString(AnsiSqlDialect.DEFAULT).getSql())
        .isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INTERVAL '0.0000001' SECOND",
        "TIMESTAMP '2020-01-01 00:00:00.1234567'",
        "TIME '00:00:00.1234567'"
      })
  void refusesWhatIsFinerThanAMicrosecond(String literal) {
    PitwallException error =
        catchThrowableOfType(
            PitwallException.class,
            () -> PreciseIntervals.apply(parser.parse("SELECT 1,\n " + literal)));

    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_VALUE);
    assertThat(error.userMessage()).startsWith("line 2, column 2: ").contains("finer than");
  }
}
