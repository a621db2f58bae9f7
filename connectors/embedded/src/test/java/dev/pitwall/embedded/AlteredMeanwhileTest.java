package dev.pitwall.embedded;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view that is altered while it is materialized. */
class AlteredMeanwhileTest {
  private static final long ROWS = 70_000;
  private static final Schema READINGS =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("note", Fields.VARCHAR),
          Fields.of("rate", Fields.DOUBLE));
  private static final String CREATE =
      "CREATE FEATURE VIEW readings (id BIGINT, event_ts TIMESTAMP, note VARCHAR) ENTITY thing"
          + " TIMESTAMP event_ts FROM DELTA 'readings'";
  private static final String ADD = "ALTER FEATURE VIEW readings ADD COLUMN rate DOUBLE";
  private static final String MATERIALIZE = "MATERIALIZE readings";
  private static final String FIRST_AND_LAST =
      "SELECT note, rate FROM online.readings WHERE id IN (0, " + (ROWS - 1) + ") ORDER BY id";

  private static final List<List<Object>> BOTH =
      List.of(row("note 0", 0.0), row("note " + (ROWS - 1), (ROWS - 1) / 2.0));

  @TempDir private Path directory;
  private TestEngine engine;

  @BeforeEach
  void open() {
    engine =
        new TestEngine(
            directory,
            StoreLayout.regular(20_000, 5_000),
            new EmbeddedStorePlugin().open(new StoreContext(directory, Map.of())));
    engine.table("readings", READINGS, LongStream.range(0, ROWS).mapToObj(this::reading).toList());
    engine.update("CREATE ENTITY thing (id BIGINT)");
    engine.update(CREATE);
  }

  private List<Object> reading(long id) {
    return row(id, id, "note " + id, id / 2.0);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void keepsItsRowsWhenAColumnIsAdded() {
    engine.update(MATERIALIZE);
    assertIsRefusedAfter(ADD);
    assertThat(engine.rows(FIRST_AND_LAST))
        .containsExactly(row("note 0", null), row("note " + (ROWS - 1), null));
    assertThat(engine.update(MATERIALIZE)).isEqualTo(ROWS);
    assertThat(engine.rows(FIRST_AND_LAST)).isEqualTo(BOTH);
  }

  @Test
  void keepsWhatWasMaterializedWithTheColumn() {
    assertIsRefusedAfter(ADD, MATERIALIZE);
    assertThat(engine.rows(FIRST_AND_LAST)).isEqualTo(BOTH);
    assertThat(engine.rows("CHECK MATERIALIZATION readings").get(0).subList(2, 4))
        .isEqualTo(row(ROWS, 0L));
  }

  @Test
  void putsNoRowsBackWhenItIsDropped() {
    assertIsRefusedAfter("DROP FEATURE VIEW readings");
    engine.update(CREATE);
    assertThat(engine.rows("SELECT \"$status\" FROM online.readings WHERE id = 0"))
        .containsExactly(row("NOT_FOUND"));
  }

  @Test
  void goesOnWhereItsRowsStayWhatTheyAre() {
    afterTheFirstBatch("ALTER FEATURE VIEW readings SET TTL INTERVAL '7' DAY");
    assertThat(engine.update(MATERIALIZE)).isEqualTo(ROWS);
    assertThat(engine.update(MATERIALIZE)).isZero();
  }

  private void assertIsRefusedAfter(String... statements) {
    afterTheFirstBatch(statements);
    assertThatThrownBy(() -> engine.update(MATERIALIZE + " FROM TIMESTAMP '1970-01-01 00:00:00'"))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMIT_CONFLICT))
        .hasMessageContaining("readings was changed or dropped while");
  }

  private void afterTheFirstBatch(String... statements) {
    engine.afterTheFirstBatch(() -> List.of(statements).forEach(engine::update));
  }
}
