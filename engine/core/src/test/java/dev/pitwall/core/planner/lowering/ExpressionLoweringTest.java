package dev.pitwall.core.planner.lowering;

import static dev.pitwall.core.planner.lowering.LoweringHarness.NOW;
import static dev.pitwall.core.planner.lowering.LoweringHarness.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionLoweringTest {
  private final LoweringHarness sql = new LoweringHarness();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-01-01 00:00:00.123456",
        "1969-12-31 23:59:59.999999",
        "1970-01-01 00:00:00.000001",
        "0001-01-01 00:00:00.000001",
        "9999-12-31 23:59:59.999999",
        "2000-02-29 12:00:00.100000"
      })
  void keepsMicrosecondsOfTimestamps(String timestamp) {
    assertThat(sql.value("TIMESTAMP '" + timestamp + "'")).isEqualTo(micros(timestamp));
    assertThat(sql.value("CAST('" + timestamp + "' AS TIMESTAMP)")).isEqualTo(micros(timestamp));
    assertThat(sql.value("TIMESTAMP WITH LOCAL TIME ZONE '" + timestamp + "'"))
        .isEqualTo(micros(timestamp));
    assertThat(sql.value("CAST(CAST('" + timestamp + "' AS TIMESTAMP) AS VARCHAR)"))
        .isEqualTo(timestamp);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTERVAL '0.000001' SECOND | 1
          INTERVAL '-0.000001' SECOND | -1
          INTERVAL -'1.5' SECOND | -1500000
          INTERVAL -'-1.000001' SECOND | 1000001
          INTERVAL '1 02:03:04.000005' DAY TO SECOND | 93784000005
          INTERVAL '-1 02:03:04.123456' DAY TO SECOND | -93784123456
          INTERVAL '90' MINUTE | 5400000000
          INTERVAL '1' DAY * 1.5 | 129600000000
          INTERVAL '1' SECOND / 3 | 333333
          2 * INTERVAL '0.000002' SECOND | 4
          - INTERVAL '1' HOUR | -3600000000
          INTERVAL '1' DAY + INTERVAL '0.000001' SECOND | 86400000001
          INTERVAL '1' DAY - INTERVAL '1' HOUR | 82800000000
          (TIMESTAMP '2020-01-01 00:00:00.000001' - TIMESTAMP '2020-01-01 00:00:00') SECOND | 1
          CAST('1 02:03:04.5' AS INTERVAL DAY TO SECOND) | 93784500000
          CAST(1.000001 AS INTERVAL SECOND) | 1000001
          CAST(INTERVAL '90' MINUTE AS BIGINT) | 90
          TIMESTAMPDIFF(MICROSECOND, DATE '2020-01-01', TIMESTAMP '2020-01-02 00:00:00.000001') | 86400000001
          TIMESTAMPDIFF(SECOND, TIMESTAMP '2020-01-01 00:00:00.9', TIMESTAMP '2020-01-01 00:00:01.8') | 0
          TIMESTAMPDIFF(MONTH, DATE '2020-01-31', DATE '2020-02-29') | 1
          TIMESTAMPDIFF(YEAR, TIMESTAMP '2021-03-01 00:00:00', TIMESTAMP '2020-03-01 00:00:00.000001') | 0
          TIMESTAMPDIFF(WEEK, DATE '2020-01-01', DATE '2020-01-15') | 2
          EXTRACT(MICROSECOND FROM TIMESTAMP '1969-12-31 23:59:59.999999') | 59999999
          EXTRACT(EPOCH FROM TIMESTAMP '1969-12-31 23:59:59.999999') | -1
          EXTRACT(DOW FROM DATE '2020-01-05') | 1
          EXTRACT(WEEK FROM DATE '2021-01-01') | 53
          EXTRACT(CENTURY FROM DATE '2000-12-31') | 20
          EXTRACT(HOUR FROM INTERVAL '1 02:03:04' DAY TO SECOND) | 2
          EXTRACT(MONTH FROM INTERVAL '-1-7' YEAR TO MONTH) | -7
          YEAR(DATE '2020-05-06') + DAYOFYEAR(DATE '2020-05-06') | 2147
          CAST('10:11:12.000001' AS TIME) | 36672000001
          TIME '10:00:00' - INTERVAL '11' HOUR | 82800000000
          DATE_PART('microsecond', TIMESTAMP '2020-01-01 00:00:01.000002') | 1000002
          """)
  void computes(String expression, long expected) {
    assertThat(((Number) sql.value(expression)).longValue()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TIMESTAMP '2020-01-31 00:00:00.000001' + INTERVAL '1' MONTH | 2020-02-29 00:00:00.000001
          TIMESTAMP '2020-03-31 10:00:00' - INTERVAL '1-1' YEAR TO MONTH | 2019-02-28 10:00:00
          INTERVAL '0.000001' SECOND + TIMESTAMP '1969-12-31 23:59:59.999999' | 1970-01-01 00:00:00
          TIMESTAMPADD(MICROSECOND, -7, TIMESTAMP '2020-01-01 00:00:00') | 2019-12-31 23:59:59.999993
          TIMESTAMPADD(QUARTER, 1, TIMESTAMP '2020-11-30 01:02:03.4') | 2021-02-28 01:02:03.400000
          TIMESTAMPADD(HOUR, 1, DATE '2020-01-01') | 2020-01-01 01:00:00
          CAST(TIMESTAMP '1969-12-31 23:59:59.999999' AS TIMESTAMP(0)) | 1969-12-31 23:59:59
          CAST(CAST('2020-01-01 00:00:00.123956' AS TIMESTAMP) AS TIMESTAMP(3)) | 2020-01-01 00:00:00.123
          CAST(DATE '2020-01-01' AS TIMESTAMP) | 2020-01-01 00:00:00
          FLOOR(TIMESTAMP '1969-12-31 23:59:59.999999' TO SECOND) | 1969-12-31 23:59:59
          FLOOR(TIMESTAMP '2020-01-15 10:11:12.345678' TO MILLISECOND) | 2020-01-15 10:11:12.345
          CEIL(TIMESTAMP '2020-01-31 00:00:00.000001' TO MONTH) | 2020-02-01 00:00:00
          CEIL(TIMESTAMP '2020-02-01 00:00:00' TO MONTH) | 2020-02-01 00:00:00
          COALESCE(CAST(NULL AS TIMESTAMP), DATE '2020-01-01') | 2020-01-01 00:00:00
          CASE WHEN TRUE THEN DATE '2020-01-01' ELSE TIMESTAMP '2020-01-01 00:00:00.1' END | 2020-01-01 00:00:00
          GREATEST(TIMESTAMP '2020-01-01 00:00:00.000001', TIMESTAMP '2020-01-01 00:00:00.000002') | 2020-01-01 00:00:00.000002
          """)
  void computesTimestamps(String expression, String expected) {
    assertThat(sql.value(expression)).isEqualTo(micros(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DATE '2020-01-31' + INTERVAL '1' MONTH | 2020-02-29
          DATE '2020-03-01' - INTERVAL '1' DAY | 2020-02-29
          LAST_DAY(TIMESTAMP '2020-02-01 10:00:00') | 2020-02-29
          CAST(TIMESTAMP '1969-12-31 23:59:59.999999' AS DATE) | 1969-12-31
          CAST('2020-02-29' AS DATE) | 2020-02-29
          FLOOR(DATE '2020-05-05' TO DECADE) | 2020-01-01
          CEIL(DATE '2020-05-05' TO CENTURY) | 2101-01-01
          FLOOR(DATE '2020-01-01' TO WEEK) | 2019-12-29
          """)
  void computesDates(String expression, LocalDate expected) {
    assertThat(sql.value(expression)).isEqualTo((int) expected.toEpochDay());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CAST(DATE '2020-01-01' AS CHAR(10)) | 2020-01-01
          CAST(TIME '10:00:00.12' AS VARCHAR) | 10:00:00.12
          CAST(TIMESTAMP '2020-01-01 10:00:00.123456' AS VARCHAR(19)) | 2020-01-01 10:00:00
          CAST(INTERVAL '1 02:03:04.000005' DAY TO SECOND AS VARCHAR) | +1 02:03:04.000005
          CAST(INTERVAL '-1-6' YEAR TO MONTH AS VARCHAR) | -1-06
          CURRENT_USER | ada
          """)
  void writesText(String expression, String expected) {
    assertThat(sql.value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TIMESTAMP '2020-01-01 00:00:00' = DATE '2020-01-01'",
        "DATE '2020-01-01' < TIMESTAMP '2020-01-01 00:00:00.000001'",
        "TIMESTAMP '2020-01-01 00:00:00.000001' BETWEEN '2020-01-01' AND '2020-01-01 00:00:00.000001'",
        "DATE '2020-01-01' IN ('2020-01-02', '2020-01-01')",
        "INTERVAL '24' HOUR = INTERVAL '1' DAY",
        "CAST(NULL AS TIMESTAMP) IS NOT DISTINCT FROM CAST(NULL AS DATE)",
        "(DATE '2020-01-01', INTERVAL '2' DAY) OVERLAPS (DATE '2020-01-02', DATE '2020-01-05')",
        "CURRENT_TIMESTAMP = LOCALTIMESTAMP AND CAST(CURRENT_TIMESTAMP AS DATE) = CURRENT_DATE"
      })
  void holds(String condition) {
    assertThat(sql.value(condition)).isEqualTo(true);
  }

  /** A literal is not cut to the digits of the column. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          c = 1.4 | false
          1.4 = c | false
          c <> 1.4 | true
          c < 1.4 | true
          c >= 1.4 | false
          c IN (1.4, 2) | false
          c IN (1.4, 1.0) | true
          c NOT IN (1.4, 2.5, 3.5) | true
          c BETWEEN 1.4 AND 2.6 | false
          c BETWEEN 0.5 AND 1.4 | true
          c IS DISTINCT FROM 1.4 | true
          c = 1.0 | true
          c = d | false
          c < d | true
          f = 1 | false
          f < 5 | true
          f < c | true
          f = c | false
          big = 1.4 | false
          big > 1.4 | true
          big IN (1.4, 99999999999999999999999999999999999999) | true
          big > d AND d < big AND big <> d | true
          NULLIF(c, 1.4) = 1 | true
          b = 0.00000000000000000000000000000000000001 | false
          b > 0.00000000000000000000000000000000000001 | true
          CAST(NULL AS DECIMAL(38, 0)) IS DISTINCT FROM 1.4 | true
          c > -1.4 AND c <> -1.4 | true
          CASE c WHEN 1.4 THEN TRUE ELSE FALSE END | false
          """)
  void comparesDecimalsExactly(String condition, boolean expected) {
    assertThat(decimals(condition)).isEqualTo(expected);
    assertThat(sql.query("SELECT 1 FROM " + DECIMALS + " WHERE c = 1 AND " + condition))
        .hasSize(expected ? 1 : 0);
  }

  private static final String DECIMALS =
      """
      (VALUES (CAST(1 AS DECIMAL(38, 0)), CAST(1.4 AS DECIMAL(38, 10)),
               CAST(0.25 AS DECIMAL(38, 38)), CAST(7 AS BIGINT),
               CAST(99999999999999999999999999999999999999 AS DECIMAL(38, 0))),
              (CAST(NULL AS DECIMAL(38, 0)), NULL, NULL, NULL, NULL)) AS v(c, d, f, b, big)""";

  private Object decimals(String expression) {
    return sql.query("SELECT " + expression + " FROM " + DECIMALS).get(0).get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COALESCE(c, 1.25)",
        "COALESCE(CAST(NULL AS DECIMAL(38, 0)), 1.25)",
        "CASE WHEN c = 2 THEN c ELSE 1.25 END",
        "GREATEST(c, 1.25)"
      })
  void keepsDigitsWhereTypesMeet(String expression) {
    assertThat((BigDecimal) decimals(expression))
        .isEqualByComparingTo(expression.startsWith("COALESCE(c,") ? "1" : "1.25");
  }

  @Test
  void keepsDigitsInUnions() {
    assertThat(sql.query("SELECT c FROM " + DECIMALS + " WHERE c = 1 UNION ALL SELECT 1.25"))
        .extracting(row -> ((BigDecimal) row.get(0)).stripTrailingZeros().toPlainString())
        .containsExactly("1", "1.25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"COALESCE(big, 1.4)", "CASE WHEN c = 1 THEN big ELSE 1.4 END"})
  void refusesWhatNoDecimalHolds(String expression) {
    assertThatThrownBy(() -> decimals(expression)).hasMessageContaining("DECIMAL");
  }

  @Test
  void castsIntervalsToDecimals() {
    assertThat((BigDecimal) sql.value("CAST(INTERVAL '1.000001' SECOND AS DECIMAL(12, 6))"))
        .isEqualByComparingTo("1.000001");
  }

  @Test
  void readsTheClockOnceOnTheSessionsWall() {
    LoweringHarness berlin = new LoweringHarness(ZoneId.of("Europe/Berlin"));

    assertThat(berlin.value("CURRENT_TIMESTAMP")).isEqualTo(micros(NOW));
    assertThat(berlin.value("LOCALTIMESTAMP(3)")).isEqualTo(micros(NOW) / 1_000 * 1_000);
    assertThat(berlin.value("CURRENT_DATE")).isEqualTo((int) NOW.toLocalDate().toEpochDay());
    assertThat(berlin.value("CURRENT_TIME")).isEqualTo(NOW.toLocalTime().toNanoOfDay() / 1_000);
  }

  @Test
  void readsTimestampsInTheSessionsZone() {
    LoweringHarness newYork = new LoweringHarness(ZoneId.of("America/New_York"));
    String ltz = " AS TIMESTAMP WITH LOCAL TIME ZONE)";

    assertThat(newYork.value("CAST('2020-01-01 00:00:00.000001'" + ltz))
        .isEqualTo(micros("2020-01-01 05:00:00.000001"));
    assertThat(newYork.value("CAST(TIMESTAMP '2020-07-01 00:00:00'" + ltz))
        .isEqualTo(micros("2020-07-01 04:00:00"));
    assertThat(newYork.value("CAST(CAST('2020-01-01T00:00:00Z'" + ltz + " AS TIMESTAMP)"))
        .isEqualTo(micros("2019-12-31 19:00:00"));
    assertThat(
            newYork.value(
                "CAST('2020-01-01 00:00:00Z'" + ltz + " = TIMESTAMP '2019-12-31 19:00:00'"))
        .isEqualTo(true);
    assertThat(newYork.value("FLOOR(CAST('2020-01-01 00:00:00Z'" + ltz + " TO DAY)"))
        .isEqualTo(micros("2019-12-31 05:00:00"));
  }

  /** One day is 24 hours; one month is counted on the wall clock. */
  @Test
  void movesInstantsAcrossTheChangeToSummerTime() {
    LoweringHarness newYork = new LoweringHarness(ZoneId.of("America/New_York"));
    String noon = "TIMESTAMP WITH LOCAL TIME ZONE '2020-03-07 12:00:00'";
    long instant = micros("2020-03-07 17:00:00");

    assertThat(newYork.value(noon + " + INTERVAL '1' DAY")).isEqualTo(instant + 86_400_000_000L);
    assertThat(newYork.value(noon + " + INTERVAL '1' MONTH"))
        .isEqualTo(micros("2020-04-07 16:00:00"));
  }

  /** Wall clocks show 01:30 twice then; instants tell the two apart. */
  @Test
  void comparesInstantsNotWallClocks() {
    LoweringHarness newYork = new LoweringHarness(ZoneId.of("America/New_York"));
    String second = "CAST('2020-11-01T06:30:00Z' AS TIMESTAMP WITH LOCAL TIME ZONE)";

    assertThat(newYork.value(second + " <= TIMESTAMP '2020-11-01 01:30:00'")).isEqualTo(false);
    assertThat(newYork.value("TIMESTAMP '2020-11-01 01:30:00' < " + second)).isEqualTo(true);
    assertThat(newYork.value(second + " = '2020-11-01 01:30:00'")).isEqualTo(false);
  }

  @Test
  void takesParametersInTheLoweredRepresentation() {
    LocalDateTime timestamp = LocalDateTime.of(2020, 1, 1, 0, 0, 0, 1_000);
    sql.parameter(micros(timestamp));

    assertThat(sql.value("CAST(? AS TIMESTAMP) = TIMESTAMP '2020-01-01 00:00:00.000001'"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TIMESTAMP '2020-01-01 00:00:00.1234567' | INVALID_VALUE | finer than a microsecond
          INTERVAL '0.0000001' SECOND | INVALID_VALUE | finer than a microsecond
          TIMESTAMP '1500-02-29 00:00:00' | INVALID_VALUE | 1500-02-29
          CAST('2020-13-01' AS DATE) | INVALID_VALUE | '2020-13-01'
          CAST('1 day' AS INTERVAL DAY) | INVALID_VALUE | INTERVAL DAY
          CAST(1 AS TIMESTAMP) | NOT_SUPPORTED | CAST of INTEGER to TIMESTAMP(6)
          CAST(TIMESTAMP '2020-01-01 00:00:00' AS BIGINT) | NOT_SUPPORTED | CAST of TIMESTAMP(0) to BIGINT
          CAST(ARRAY[DATE '2020-01-01'] AS TIMESTAMP ARRAY) | NOT_SUPPORTED | CAST of DATE ARRAY
          TO_CHAR(TIMESTAMP '2020-01-01 00:00:00', 'YYYY') | NOT_SUPPORTED | TO_CHAR
          TIMESTAMPDIFF(NANOSECOND, DATE '2020-01-01', DATE '2020-01-02') | NOT_SUPPORTED | NANOSECOND
          TIMESTAMP_DIFF(TIMESTAMP '2020-01-01 00:00:00', TIMESTAMP '2020-01-01 00:00:00', DAY) | NOT_SUPPORTED | TIMESTAMP_DIFF
          TIMESTAMP '9999-12-31 00:00:00' + INTERVAL '1' DAY * 200000000 | NUMERIC_OVERFLOW | out of range
          TIMESTAMP '2020-01-01 00:00:00' - INTERVAL '999999999' DAY(9) | NUMERIC_OVERFLOW | INTERVAL '999999999' DAY(9) is too long
          TIMESTAMP '2020-01-01 00:00:00' + INTERVAL -'106751992' DAY(9) | NUMERIC_OVERFLOW | is too long
          DATE '2020-01-01' + INTERVAL '999999999' YEAR(9) | NUMERIC_OVERFLOW | is too long
          TIMESTAMP '1970-01-10 23:00:00' + INTERVAL '292277' YEAR(9) | NUMERIC_OVERFLOW | out of range
          TIMESTAMP '2020-01-01 00:00:00' + INTERVAL '106751991' DAY(9) | NUMERIC_OVERFLOW | out of range
          TIMESTAMPADD(YEAR, 300000, TIMESTAMP '2020-01-01 00:00:00') | NUMERIC_OVERFLOW | out of range
          TIMESTAMPADD(DAY, 999999999, TIMESTAMP '2020-01-01 00:00:00') | NUMERIC_OVERFLOW | out of range
          INTERVAL '1' DAY / 0 | DIVISION_BY_ZERO | divided by zero
          """)
  void refuses(String expression, ErrorCode code, String message) {
    PitwallException error =
        catchThrowableOfType(PitwallException.class, () -> sql.value(expression));

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.getMessage()).contains(message);
  }
}
