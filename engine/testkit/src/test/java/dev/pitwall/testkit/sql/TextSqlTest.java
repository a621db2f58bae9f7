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
}
