package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session does that is read-only. */
class ReadOnlySqlTest {
  private static final String INSERT =
      "INSERT INTO stats VALUES (1, TIMESTAMP '2026-01-01 00:00:00')";

  @TempDir private Path directory;
  private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table(
        "stats",
        Fields.schema(Fields.of("id", Fields.BIGINT), Fields.of("event_ts", Fields.TIMESTAMP)),
        List.of(row(1L, 5L)));
    engine.update("CREATE ENTITY thing (id BIGINT)");
    engine.update("CREATE FEATURE VIEW stats ENTITY thing TIMESTAMP event_ts FROM DELTA 'stats'");
    engine.update("SET read_only = on");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        INSERT,
        "CREATE ENTITY other (id BIGINT)",
        "CREATE TABLE t FROM DELTA 'stats'",
        "ALTER FEATURE VIEW stats SET COMMENT 'x'",
        "DROP FEATURE VIEW stats",
        "MATERIALIZE stats",
        "CREATE TRAINING SET s AS SELECT id FROM stats",
        "OPTIMIZE stats",
        "VACUUM stats RETAIN 200 HOURS",
        "ERASE ENTITY thing (id = 1)"
      })
  void refusesWhatOthersWouldSee(String sql) {
    PitwallException refused = refused(() -> engine.rows(sql));
    assertThat(refused.code()).isEqualTo(ErrorCode.READ_ONLY_SESSION);
    assertThat(refused).hasMessageContaining("SET read_only = off");
    assertThat(engine.rows("SELECT id FROM stats")).hasSize(1);
    assertThat(engine.rows("SHOW ENTITIES")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM stats",
        "EXPLAIN ANALYZE SELECT id FROM stats",
        "CREATE TEMPORARY TABLE t AS SELECT 1 AS n; SELECT n FROM t; DROP TABLE t",
        "DESCRIBE FEATURE VIEW stats",
        "SET time_zone = 'UTC'"
      })
  void doesWhatEndsWithTheSession(String script) {
    for (String sql : script.split("; ")) {
      engine.engine().execute(engine.session(), sql).close();
    }
  }

  @Test
  void aStatementThatWasPreparedBeforeIsHeldToo() {
    engine.update("SET read_only = off");
    PreparedQuery insert = engine.engine().prepare(engine.session(), INSERT);
    engine.update("SET read_only = on");
    assertThat(refused(() -> insert.update(List.of(ParameterValues.NONE))).code())
        .isEqualTo(ErrorCode.READ_ONLY_SESSION);
    engine.update("RESET read_only");
    assertThat(insert.update(List.of(ParameterValues.NONE))).isEqualTo(1);
  }

  private static PitwallException refused(ThrowingCallable call) {
    return catchThrowableOfType(PitwallException.class, call);
  }
}
