package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decimals of which no one type holds all digits. */
class DecimalSqlTest {
  private static final BigDecimal LARGEST = new BigDecimal("9".repeat(38));

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(2, 2));
    table("whole", 0, new BigDecimal(1), new BigDecimal(2), LARGEST);
    table("parts", 10, new BigDecimal("1.4"), new BigDecimal(2));
  }

  private void table(String name, int scale, BigDecimal... values) {
    engine.table(
        name,
        Fields.schema(Fields.of("c", Fields.decimal(38, scale))),
        List.of(values).stream().map(value -> row(value)).toList());
    engine.update("CREATE TABLE " + name + " FROM DELTA '" + name + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          c = 1.4 | 0
          c > 1.4 | 2
          c < 1.4 | 1
          c IN (1.4, 2.0) | 1
          c BETWEEN 1.4 AND 2.6 | 1
          c = 2.0 | 1
          c IN (SELECT c FROM whole WHERE c > 1.4) | 2
          """)
  void findsRowsByExactValues(String condition, long expected) {
    assertThat(engine.rows("SELECT COUNT(*) FROM whole WHERE " + condition))
        .containsExactly(row(expected));
  }

  @Test
  void refusesAUnionThatNoTypeHolds() {
    assertThat(engine.rows("SELECT COUNT(*) FROM (SELECT 1.4 AS c UNION SELECT c FROM parts)"))
        .containsExactly(row(2L));
    assertThatThrownBy(() -> engine.rows("SELECT c FROM whole UNION ALL SELECT 1.4"))
        .isInstanceOfSatisfying(
            PitwallException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.NUMERIC_OVERFLOW));
  }

  @Test
  void saysThatNanAndInfinityHaveNoExactValue() {
    for (String cast :
        List.of("'NaN' AS DOUBLE) AS BIGINT", "'-Infinity' AS DOUBLE) AS DECIMAL(9, 2)")) {
      assertThatThrownBy(() -> engine.rows("SELECT CAST(CAST(" + cast + ")"))
          .hasMessageContaining("NaN and infinities")
          .hasMessageNotContaining("Character");
    }
    assertThatThrownBy(() -> engine.rows("SELECT CAST('a' AS STRING)"))
        .hasMessageContaining("there is no type STRING; the types are BOOLEAN");
  }
}
