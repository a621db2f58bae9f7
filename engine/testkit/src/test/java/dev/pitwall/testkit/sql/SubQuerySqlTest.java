package dev.pitwall.testkit.sql;

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

/** Sub-queries in conditions and in the place of values. */
class SubQuerySqlTest {
  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(2, 2));
    engine.update(
        "CREATE TEMPORARY TABLE t AS SELECT * FROM (VALUES (1, 0, 1, 1), (2, 7, 2, 5),"
            + " (NULL, 1, 1, 1)) AS t (x, c, d, m)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT x FROM t WHERE x = ALL (SELECT y FROM (VALUES 1, 2) AS v (y))                         | []
          SELECT x FROM t WHERE x = ALL (SELECT y FROM (VALUES 1, 1) AS v (y))                         | [[1]]
          SELECT x FROM t WHERE x <> ANY (SELECT y FROM (VALUES 1, 2) AS v (y)) ORDER BY x             | [[1], [2]]
          """)
  void answers(String query, String expected) {
    assertThat(engine.rows(query)).hasToString(expected);
  }

  @Test
  void saysThatAValueHasSeveralRows() {
    assertThatThrownBy(() -> engine.rows("SELECT (SELECT m FROM t AS u WHERE u.d >= t.d) FROM t"))
        .hasMessageContaining("has more than one row; choose one with ORDER BY … LIMIT 1");
  }
}
