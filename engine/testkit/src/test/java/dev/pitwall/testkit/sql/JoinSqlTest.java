package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows joins find equal. */
class JoinSqlTest {
  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(2, 2));
    table("a", row(1L, "x", 1), row(2L, null, 2), row(null, "x", 3), row(null, null, 4));
    table("b", row(1L, "x", 10), row(null, "x", 30), row(null, null, 40), row(3L, null, 50));
  }

  @SafeVarargs
  private void table(String name, List<Object>... rows) {
    engine.table(
        name,
        Fields.schema(
            Fields.of("k", Fields.BIGINT),
            Fields.of("w", Fields.VARCHAR),
            Fields.of("n", Fields.INTEGER)),
        List.of(rows));
    engine.update("CREATE TABLE " + name + " FROM DELTA '" + name + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JOIN      | a.k IS NOT DISTINCT FROM b.k                                  | 1-10 3-30 3-40 4-30 4-40
          JOIN      | a.k IS NOT DISTINCT FROM b.k AND a.w IS NOT DISTINCT FROM b.w | 1-10 3-30 4-40
          JOIN      | a.k IS NOT DISTINCT FROM b.k AND a.w = b.w                    | 1-10 3-30
          JOIN      | a.k = b.k OR a.k IS NULL AND b.k IS NULL                      | 1-10 3-30 3-40 4-30 4-40
          JOIN      | a.n IS NOT DISTINCT FROM b.k                                  | 1-10 3-50
          LEFT JOIN | a.k IS NOT DISTINCT FROM b.k AND b.n > 30                     | 1- 2- 3-40 4-40
          FULL JOIN | a.k IS NOT DISTINCT FROM b.k AND a.w = b.w                    | -40 -50 1-10 2- 3-30 4-
          JOIN      | a.k = b.k AND a.w = b.w                                       | 1-10
          """)
  void findsEqualRows(String kind, String condition, String expected) {
    String pair = "COALESCE(CAST(a.n AS VARCHAR), '') || '-' || COALESCE(CAST(b.n AS VARCHAR), '')";
    String sql = "SELECT " + pair + " FROM a " + kind + " b ON " + condition;
    assertThat(engine.rows(sql).stream().map(row -> row.get(0).toString()).sorted())
        .containsExactly(expected.split(" "));
  }

  @Test
  void saysWhetherNullsAreEqual() {
    assertThat(engine.plan("SELECT 1 FROM a JOIN b ON a.k IS NOT DISTINCT FROM b.k"))
        .anyMatch(line -> line.contains("keys=k IS NOT DISTINCT FROM k"));
  }
}
