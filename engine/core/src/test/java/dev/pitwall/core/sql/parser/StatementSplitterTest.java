package dev.pitwall.core.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.error.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {

  @Test
  void splitsAtSemicolons() {
    assertThat(texts("a; b c ;\n\n;d")).containsExactly("a", "b c", "d");
  }

  @Test
  void leavesQuotesAndCommentsWhole() {
    assertThat(texts("SELECT ';', \"a;b\" -- x;y\n, 1 /* ;\n; */; SELECT 'it''s; so'"))
        .containsExactly("SELECT ';', \"a;b\" -- x;y\n, 1 /* ;\n; */", "SELECT 'it''s; so'");
  }

  @Test
  void knowsEscapedQuotes() {
    assertThat(texts("SELECT E'a\\';b'; SELECT '\\'; c")).hasSize(3);
  }

  @Test
  void takesUnclosedQuoteToTheEnd() {
    assertThat(texts("SELECT 1; SELECT 'a; b")).containsExactly("SELECT 1", "SELECT 'a; b");
  }

  @Test
  void tellsWhereStatementsBegin() {
    List<ScriptStatement> statements =
        StatementSplitter.split("-- first\nSELECT 1;\r\n  SELECT\n 2");

    assertThat(statements)
        .extracting(ScriptStatement::start)
        .containsExactly(new SourcePosition(2, 1), new SourcePosition(3, 3));
    assertThat(statements.get(1).inScript(new SourcePosition(1, 2)))
        .isEqualTo(new SourcePosition(3, 4));
    assertThat(statements.get(1).inScript(new SourcePosition(2, 2)))
        .isEqualTo(new SourcePosition(4, 2));
  }

  private static List<String> texts(String script) {
    return StatementSplitter.split(script).stream().map(ScriptStatement::text).toList();
  }
}
