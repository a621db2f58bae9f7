package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Texts with characters beyond U+FFFF, and literals of texts. */
class TextSqlTest {
  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(2, 2));
    engine.update(
        "CREATE TEMPORARY TABLE t AS SELECT * FROM (VALUES 'a😀b', CAST(NULL AS VARCHAR)) AS t (w)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          CHAR_LENGTH(w) ; 3
          CHARACTER_LENGTH(w || w) ; 6
          SUBSTRING(w FROM 2) ; 😀b
          SUBSTRING(w FROM 2 FOR 1) ; 😀
          SUBSTRING(w FROM -1 FOR 3) ; a
          SUBSTRING(w FROM 3 FOR 9) ; b
          SUBSTRING(w FROM 9 FOR 9) || '.' ; .
          POSITION('b' IN w) ; 3
          POSITION('x' IN w) ; 0
          LEFT(w, 2) ; a😀
          RIGHT(w, 2) ; 😀b
          RIGHT(w, -1) || '.' ; .
          """)
  void countsCharacters(String expression, String expected) {
    assertThat(engine.rows("SELECT " + expression + " FROM t"))
        .hasToString("[[" + expected + "], [null]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"U&'\\0061' = 'a'", "U&'\\00e4' = 'ä'", "CHAR_LENGTH(U&'\\000A' || 'x') = 2"})
  void comparesLiterals(String condition) {
    assertThat(engine.rows("SELECT " + condition)).hasToString("[[true]]");
  }

  @Test
  void refusesANegativeLength() {
    assertThatThrownBy(() -> engine.rows("SELECT SUBSTRING(w FROM 1 FOR -1) FROM t"))
        .hasMessageContaining("negative length");
  }

  @Test
  void saysHowToCast() {
    assertThatThrownBy(() -> engine.rows("SELECT w::BIGINT[] FROM t"))
        .hasMessageContaining("found ::; there is no such cast here, write CAST(value AS type)");
  }

  /** In UTF-16 the emoji would come before the wide letter. */
  @Test
  void aggregatesOrderTextsByCodePoint() {
    String texts = " FROM (VALUES ('ａ', 1), ('😀', 2), ('b', 3), (NULL, 4)) AS v (w, n)";
    assertThat(engine.rows("SELECT ARG_MAX(n, w), ARG_MIN(n, w), MAX(w), MIN(w)" + texts))
        .containsExactly(row(2, 3, "😀", "b"));
    assertThat(engine.rows("SELECT LISTAGG(w) WITHIN GROUP (ORDER BY w)" + texts))
        .containsExactly(row("b,ａ,😀"));
    assertThat(engine.rows("SELECT ARRAY_AGG(n ORDER BY w DESC NULLS LAST)" + texts))
        .containsExactly(row(List.of(2L, 1L, 3L, 4L)));
  }
}
