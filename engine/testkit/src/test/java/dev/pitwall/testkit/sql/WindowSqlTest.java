package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Window functions where Calcite's code answers otherwise, or not. */
class WindowSqlTest {
  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(2, 2));
    engine.update(
        "CREATE TEMPORARY TABLE t AS SELECT * FROM (VALUES (1, 1, DATE '2024-01-01', 5),"
            + " (2, 2, DATE '2024-01-02', NULL), (3, 4, NULL, 7), (4, NULL, DATE '2024-01-03', 8),"
            + " (5, NULL, NULL, NULL)) AS t (id, k, d, x)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NTH_VALUE(id, 3) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)                                | [null, 3, 4, 5, null]
          NTH_VALUE(id, 6) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)                | [null, null, null, null, null]
          LAG(x, 1, 0) OVER (ORDER BY id)                                                                             | [0, 5, null, 7, 8]
          LEAD(d, 2, DATE '1970-01-01') OVER (ORDER BY id)                                                            | [null, 19725, null, 0, 0]
          COUNT(*) OVER (ORDER BY k NULLS FIRST RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)                            | [1, 2, 1, 2, 2]
          COUNT(*) OVER (ORDER BY k NULLS FIRST RANGE BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)                    | [4, 4, 5, 2, 2]
          COUNT(*) OVER (ORDER BY k DESC NULLS LAST RANGE BETWEEN 2 PRECEDING AND UNBOUNDED FOLLOWING)                | [4, 5, 5, 2, 2]
          COUNT(*) OVER (ORDER BY d NULLS LAST RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW)              | [1, 2, 2, 2, 2]
          COUNT(*) OVER (ORDER BY CAST(k AS DOUBLE) NULLS LAST RANGE BETWEEN 2 PRECEDING AND 2 FOLLOWING)             | [2, 3, 2, 2, 2]
          COUNT(*) OVER (ORDER BY 2147483642 + id RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING)                          | [2, 3, 3, 3, 2]
          MAX(DISTINCT x) OVER ()                                                                                     | [8, 8, 8, 8, 8]
          """)
  void answers(String function, String expected) {
    assertThat(engine.rows("SELECT " + function + " FROM t ORDER BY id").toString())
        .isEqualTo(expected.replaceAll("(\\w+)", "[$1]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COUNT(DISTINCT k) OVER ()                                                          | join the rows with an aggregate
          SUM(k) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE GROUP)   | EXCLUDE in a window is not supported; give a frame
          LAST_VALUE(x) IGNORE NULLS OVER (ORDER BY id)                                      | leave the NULLs out in a sub-query
          CUME_DIST() OVER (ORDER BY id)                                                     | compute it from RANK()
          COUNT(*) OVER (ORDER BY k * 1.5 RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)         | CAST the key to BIGINT or DOUBLE
          """)
  void refuses(String function, String message) {
    assertThatThrownBy(() -> engine.rows("SELECT " + function + " FROM t"))
        .hasMessageContaining("not supported")
        .hasMessageContaining(message);
  }

  @Test
  void sumsOfWholeNumbersOverflowInNoSilence() {
    String numbers = " FROM (VALUES (1, 9223372036854775807), (2, -5), (3, 7)) AS n (id, x)";
    assertThat(
            engine.rows(
                "SELECT SUM(x) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)"
                    + numbers
                    + " ORDER BY id"))
        .containsExactly(row(Long.MAX_VALUE), row(Long.MAX_VALUE - 5), row(2L));
    assertThatThrownBy(() -> engine.rows("SELECT SUM(x) OVER ()" + numbers))
        .hasMessageContaining("too large for its type");
  }

  @Test
  void numbersTheElementsOfLists() {
    assertThat(engine.rows("SELECT x, o FROM UNNEST(ARRAY['a', 'b']) WITH ORDINALITY AS u (x, o)"))
        .containsExactly(row("a", 1), row("b", 2));
    assertThatThrownBy(
            () ->
                engine.rows(
                    "SELECT a.id, o FROM (SELECT id, ARRAY[id, x] AS l FROM t) AS a"
                        + " CROSS JOIN UNNEST(a.l) WITH ORDINALITY AS u (y, o)"))
        .hasMessageContaining("WITH ORDINALITY numbers the elements of constant lists only");
  }
}
