package dev.pitwall.examples.demo;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.testkit.engine.EngineSession;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example that writes, on tables of its own. */
class WritingScriptTest {
  @TempDir private Path home;
  private EngineSession engine;

  @Test
  void everyStatementDoesWhatTheCommentsSay() {
    Path data = home.resolve("data");
    DemoTables.createMissing(data);
    try (EngineSession opened =
        new EngineSession(EngineConfig.inDirectory(home.resolve("engine")))) {
      engine = opened;
      DemoScript.DEFINITIONS.statements(data).forEach(this::rows);
      List<String> statements = DemoScript.WRITING.statements(data);
      assertThat(update(statements.get(0))).isEqualTo(2);
      assertThat(update(statements.get(1))).isEqualTo(2);
      assertThat(rows("SELECT flights FROM carrier_delays WHERE carrier = 'YY' ORDER BY event_ts"))
          .containsExactly(row(12), row(15));
      assertThat(rows(statements.get(2)))
          .containsExactly(
              row((Long) rows("SELECT COUNT(*) FROM carrier_delays").get(0).get(0) - 4));
      assertThat(rows(statements.get(3))).hasSize(342);
      assertThat(rows(statements.get(4))).extracting(commit -> commit.get(5)).startsWith(2L, 2L);
      long counted = update(statements.get(5));
      update(statements.get(1));
      assertThat(rows(statements.get(6))).hasSize((int) counted).isNotEmpty();
      assertThat(rows(statements.get(7)))
          .contains(row("rows", "property", null, Long.toString(counted), ""));
      makeTable(DemoScript.NEW_TABLE.statements(data));
      maintain(DemoScript.MAINTENANCE.statements(data));
    }
  }

  private void makeTable(List<String> statements) {
    update(statements.get(0));
    assertThat(update(statements.get(1))).isEqualTo(3);
    update(statements.get(2));
    assertThat(update(statements.get(3))).isEqualTo(1);
    assertThat(rows(statements.get(4)))
        .extracting(rating -> row(rating.get(0), rating.get(2), rating.get(3)))
        .containsExactly(
            row("UA", 3.5, null), row("AA", 4.0, null), row("UA", 3.0, null), row("AA", 4.5, 12));
    rows(statements.get(5));
    assertThat(update(statements.get(6))).isEqualTo(1);
    assertThat(update(statements.get(7))).isZero();
    rows(statements.get(8));
    assertThat(statements).hasSize(9);
    assertThat(rows("SELECT rating FROM carrier_ratings WHERE carrier = 'DL'")).hasSize(1);
  }

  private void maintain(List<String> statements) {
    List<List<Object>> before = rows("SELECT * FROM carrier_delays WHERE carrier <> 'ZZ'");
    assertThat(rows(statements.get(0)).get(0).subList(2, 4)).isEqualTo(row(4, 1));
    assertThat(rows(statements.get(1)).get(0).subList(2, 4)).isEqualTo(row(1, 1));
    assertThat(rows(statements.get(2))).isEqualTo(rows(statements.get(3)));
    assertThat(rows(statements.get(4)).get(0).subList(0, 2))
        .isEqualTo(row("features.carrier_delays", 2));
    assertThat(rows("SELECT * FROM carrier_delays")).containsExactlyInAnyOrderElementsOf(before);
    assertThat(rows(statements.get(5)))
        .extracting(receipt -> receipt.get(0))
        .containsExactly("{\"carrier\":\"ZZ\"}");
  }

  private long update(String sql) {
    return engine.update(sql);
  }

  private List<List<Object>> rows(String sql) {
    return engine.rows(sql);
  }
}
