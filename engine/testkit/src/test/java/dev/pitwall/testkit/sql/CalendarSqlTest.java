package dev.pitwall.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days of the Gregorian calendar, which holds for all times. */
class CalendarSqlTest {
  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(2, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CAST(DATE '1582-10-10' AS VARCHAR)                              | 1582-10-10
          CAST(DATE '1582-10-04' + INTERVAL '1' DAY AS VARCHAR)           | 1582-10-05
          CAST(TIMESTAMP '1582-10-10 01:02:03.50' AS VARCHAR)             | 1582-10-10 01:02:03.50
          CAST(TIMESTAMP '1582-10-14' AS VARCHAR)                         | 1582-10-14 00:00:00
          DATE '1582-10-15' - INTERVAL '1' DAY = DATE '1582-10-14'        | true
          DATE '2024-2-29' = DATE '2024-02-29'                            | true
          """)
  void answers(String expression, String expected) {
    assertThat(engine.rows("SELECT " + expression)).hasToString("[[" + expected + "]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DATE '2024-02-30'
          DATE '2023-02-29'
          TIMESTAMP '2024-13-01 00:00:00'
          """)
  void saysThatThereIsNoSuchDay(String literal) {
    assertThatThrownBy(() -> engine.rows("SELECT " + literal))
        .hasMessageContaining("is no day of the calendar");
  }
}
