package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code system.queries}, {@code system.sessions} and {@code KILL QUERY}. */
class KillQuerySqlTest {
  /** Far more rows than anyone waits for. */
  private static final String ENDLESS =
      "SELECT count(*) AS endless FROM ten a, ten b, ten c, ten d, ten e, ten f, ten g, ten h,"
          + " ten i, ten j, ten k, ten l";

  private static final String RUNNING =
      "SELECT query_id FROM system.queries WHERE state = 'RUNNING' AND query LIKE '%endless%'"
          + " AND query NOT LIKE '%system.queries%'";

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.update(
        "CREATE TEMPORARY TABLE ten AS"
            + " SELECT n FROM (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) AS t (n)");
  }

  @Test
  void statementsAreToldWithWhatBecameOfThem() {
    engine.rows("SELECT n FROM ten");
    fails("SELECT nothing FROM ten");
    fails("SELECT 1 / (n - n) AS x FROM ten");
    assertThat(
            engine.rows(
                "SELECT kind, state, result_rows, error, user_name FROM system.queries"
                    + " WHERE query LIKE 'SELECT n%' OR query LIKE 'SELECT 1 /%' OR query LIKE 'CREATE%'"
                    + " ORDER BY started_at"))
        .containsExactly(
            row("DEFINITION", "FINISHED", 10L, null, "test"),
            row("QUERY", "FINISHED", 10L, null, "test"),
            row("UNPLANNED", "FAILED", 0L, "COLUMN_NOT_FOUND", "test"),
            row("QUERY", "FAILED", 0L, "DIVISION_BY_ZERO", "test"));
    assertThat(engine.rows("SELECT kind FROM system.queries WHERE state = 'RUNNING'"))
        .as("the statement that asks")
        .containsExactly(row("QUERY"));
  }

  @Test
  void anAnswerThatIsNotReadToItsEndIsCancelled() {
    engine.engine().execute(engine.session(), "SELECT n FROM ten").close();
    assertThat(
            engine.rows(
                "SELECT state, error FROM system.queries WHERE query = 'SELECT n FROM ten'"))
        .containsExactly(row("CANCELLED", null));
  }

  @Test
  void secretsAreHiddenAndOtherLiteralsAreNot() {
    engine.rows("SELECT 'visible' AS a, 'hunter2' AS password");
    fails("CREATE TABLE t OPTIONS ('s3.secret.key' = 'hunter2') FROM DELTA 's3://me:hunter2@b'");
    List<List<Object>> texts = engine.rows("SELECT query FROM system.queries");
    assertThat(texts.toString()).contains("'visible'", "'s3.secret.key' = '***'", "s3://***@b");
    assertThat(texts.toString()).doesNotContain("me:hunter2", "= 'hunter2'");
  }

  @Test
  void aQueryThatRunsIsKilled() {
    try (QueryResult answer = engine.engine().execute(engine.session(), ENDLESS)) {
      assertThat(kill()).isEqualTo(1);
      PitwallException error = catchThrowableOfType(PitwallException.class, answer::next);
      assertThat(error.code()).isEqualTo(ErrorCode.STATEMENT_CANCELLED);
    }
    assertThat(
            engine.rows("SELECT state, error FROM system.queries WHERE query = '" + ENDLESS + "'"))
        .containsExactly(row("CANCELLED", "STATEMENT_CANCELLED"));
  }

  @Test
  void aStatementThatMakesATableIsKilledAndLeavesNothing() {
    CompletableFuture<Long> making =
        CompletableFuture.supplyAsync(
            () -> engine.update("CREATE TEMPORARY TABLE made AS " + ENDLESS));
    while (engine.rows(RUNNING).isEmpty()) {
      Thread.onSpinWait();
    }
    kill();
    assertThat(catchThrowable(making::join))
        .cause()
        .isInstanceOfSatisfying(
            PitwallException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.STATEMENT_CANCELLED));
    assertThat(engine.session().temporaryTable("made")).isEmpty();
  }

  @Test
  void anotherUserSeesNoTextAndKillsNothing() {
    try (QuerySession other = engine.engine().openSession("other");
        QueryResult answer = engine.engine().execute(engine.session(), ENDLESS)) {
      String id = engine.rows(RUNNING).get(0).get(0).toString();
      PitwallException refused =
          catchThrowableOfType(
              PitwallException.class,
              () -> engine.engine().execute(other, "KILL QUERY '" + id + "'"));
      assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_VALUE);
      try (QueryResult seen =
              engine
                  .engine()
                  .execute(
                      other,
                      "SELECT query, stages FROM system.queries WHERE query_id = '" + id + "'");
          VectorSchemaRoot rows = seen.next()) {
        assertThat(rows.getVector("query").isNull(0)).isTrue();
        assertThat(rows.getVector("stages").isNull(0)).isTrue();
      }
      answer.cancel();
    }
  }

  @Test
  void whatDoesNotRunCannotBeKilled() {
    PitwallException error =
        catchThrowableOfType(PitwallException.class, () -> engine.update("KILL QUERY 'nothing'"));
    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_VALUE);
    assertThat(error).hasMessageContaining("'nothing'").hasMessageContaining("system.queries");
  }

  @Test
  void sessionsAreToldWhileTheyAreOpen() {
    QuerySession other = engine.engine().openSession("other");
    String sessions =
        "SELECT user_name, running_queries, temporary_tables FROM system.sessions"
            + " ORDER BY user_name";
    assertThat(engine.rows(sessions)).containsExactly(row("other", 0L, 0L), row("test", 1L, 1L));
    other.close();
    assertThat(engine.rows(sessions)).containsExactly(row("test", 1L, 1L));
    assertThat(engine.rows("SELECT memory_bytes > 0 FROM system.sessions"))
        .containsExactly(row(true));
  }

  private void fails(String sql) {
    assertThat(catchThrowable(() -> engine.rows(sql))).isInstanceOf(PitwallException.class);
  }

  private long kill() {
    return engine.update("KILL QUERY '" + engine.rows(RUNNING).get(0).get(0) + "'");
  }
}
