package dev.pitwall.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grouping sets of no rows, and those that are there twice. */
class GroupingSqlTest {
  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(2, 2));
    engine.update(
        "CREATE TEMPORARY TABLE t AS SELECT * FROM (VALUES (1, 'x'), (1, 'y')) AS t (k, w)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT k, GROUPING(k), COUNT(*), SUM(k) FROM t WHERE w = 'z' GROUP BY ROLLUP (k)              | [[null, 1, 0, null]]
          SELECT k, w, GROUPING(k, w), MAX(w) FROM t WHERE w = 'z' GROUP BY CUBE (k, w)                 | [[null, null, 3, null]]
          SELECT COUNT(*) FROM t WHERE w = 'z' GROUP BY GROUPING SETS ((k), (w))                        | []
          SELECT COUNT(*) FROM t WHERE w = 'z' GROUP BY ROLLUP (k) HAVING COUNT(*) > 0                  | []
          SELECT k, GROUPING(k), COUNT(*) FROM t GROUP BY GROUPING SETS ((k), (), ()) ORDER BY k        | [[1, 0, 2], [null, 1, 2], [null, 1, 2]]
          """)
  void answers(String query, String expected) {
    assertThat(engine.rows(query)).hasToString(expected);
  }
}
