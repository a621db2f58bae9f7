package dev.pitwall.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.error.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void splitsAtSemicolons() {
    assertThat(texts("SELECT 1; SELECT 2 ;\nSELECT 3"))
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
  }

  @Test
  void aSemicolonInATextANameOrACommentSplitsNothing() {
    assertThat(texts("SELECT ';', 'it''s;', \"a;\"\"b\" -- one; two\n, /* ; */ 1; SELECT 2"))
        .containsExactly("SELECT ';', 'it''s;', \"a;\"\"b\" -- one; two\n, /* ; */ 1", "SELECT 2");
  }

  @Test
  void blanksAndCommentsAloneAreNoStatement() {
    assertThat(texts("")).isEmpty();
    assertThat(texts(" \n ;; -- nothing\n; /* ; */")).isEmpty();
  }

  @Test
  void anOpenTextRunsToTheEnd() {
    assertThat(texts("SELECT 'a; SELECT 2")).containsExactly("SELECT 'a; SELECT 2");
    assertThat(texts("SELECT 1 /* ; SELECT 2")).containsExactly("SELECT 1 /* ; SELECT 2");
  }

  @Test
  void knowsWhereStatementsBegin() {
    List<ScriptStatement> statements =
        SqlScript.split("-- a comment\r\n  SELECT 1;\r\n\r\nSELECT\n  x; SELECT 3");
    assertThat(statements)
        .extracting(ScriptStatement::start)
        .containsExactly(
            new SourcePosition(2, 3), new SourcePosition(4, 1), new SourcePosition(5, 6));
  }

  @Test
  void movesAPlaceInAStatementToItsPlaceInTheScript() {
    ScriptStatement statement = SqlScript.split("\n    SELECT a,\n  b").get(0);
    assertThat(statement.inScript(new SourcePosition(1, 8))).isEqualTo(new SourcePosition(2, 12));
    assertThat(statement.inScript(new SourcePosition(2, 3))).isEqualTo(new SourcePosition(3, 3));
  }

  private static List<String> texts(String script) {
    return SqlScript.split(script).stream().map(ScriptStatement::text).toList();
  }

  @Test
  void aScriptIsWholeWhenNoStatementIsWithoutItsSemicolon() {
    assertThat(SqlScript.isWhole("SELECT 1; -- done")).isTrue();
    assertThat(SqlScript.isWhole("  ")).isTrue();
    assertThat(SqlScript.isWhole("SELECT 1")).isFalse();
    assertThat(SqlScript.isWhole("SELECT 1; SELECT 2")).isFalse();
    assertThat(SqlScript.isWhole("SELECT ';")).isFalse();
    assertThat(SqlScript.isWhole("SELECT 1 -- ;")).isFalse();
  }
}
