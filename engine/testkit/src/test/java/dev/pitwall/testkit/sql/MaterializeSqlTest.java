package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.session.Progress;
import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Bytes;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.ObservedOnlineStore;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows MATERIALIZE copies, run after run, and what CHECK MATERIALIZATION finds. */
class MaterializeSqlTest {
  private static final long DAY = 86_400_000_000L;
  private static final Schema CREATED =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("created_ts", Fields.TIMESTAMP),
          Fields.of("note", Fields.VARCHAR));
  private static final Schema PLAIN =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("note", Fields.VARCHAR));

  private final ObservedOnlineStore online = new ObservedOnlineStore();
  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(20_000, 5_000), online);
    engine.update("CREATE ENTITY thing (id BIGINT)");
    engine.table("dated", CREATED, List.of());
    engine.table("plain", PLAIN, List.of());
    engine.append("dated", List.of(row(1L, DAY, DAY, "one"), row(2L, 2 * DAY, 2 * DAY, "two")));
    engine.append("plain", List.of(row(1L, DAY, "one"), row(2L, 2 * DAY, "two")));
    engine.update(
        "CREATE FEATURE VIEW dated ENTITY thing TIMESTAMP event_ts CREATED created_ts"
            + " FROM DELTA 'dated'");
    engine.update("CREATE FEATURE VIEW plain ENTITY thing TIMESTAMP event_ts FROM DELTA 'plain'");
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000;
  }

  private List<List<Object>> stored(String view) {
    return engine.rows(
        "SELECT id, note FROM online."
            + view
            + " WHERE id IN (1, 2, 3, 4) AND \"$status\" <> 'NOT_FOUND' ORDER BY id");
  }

  @Test
  void copiesTheNewestRowsOfARange() {
    engine.append("dated", List.of(row(1L, 5 * DAY, 5 * DAY, "later")));
    assertThat(
            engine.update(
                "MATERIALIZE dated FROM TIMESTAMP '1970-01-02 00:00:00'"
                    + " TO TIMESTAMP '1970-01-02 23:59:59'"))
        .isEqualTo(1);
    assertThat(stored("dated")).containsExactly(row(1, "one"));
    assertThat(engine.update("MATERIALIZE dated")).isEqualTo(2);
    assertThat(stored("dated")).containsExactly(row(1, "later"), row(2, "two"));
  }

  @Test
  void goesOnFromTheLastWatermark() {
    assertThat(engine.update("MATERIALIZE dated, plain")).isEqualTo(4);
    assertThat(engine.update("MATERIALIZE dated, plain")).isZero();
    engine.append("dated", List.of(row(3L, now(), now(), "three")));
    assertThat(engine.update("MATERIALIZE dated")).isEqualTo(1);
    assertThat(stored("dated")).containsExactly(row(1, "one"), row(2, "two"), row(3, "three"));
  }

  @Test
  void findsRowsThatCameLate() {
    engine.update("MATERIALIZE dated, plain");
    long now = now();
    engine.append(
        "dated",
        List.of(
            row(1L, 3 * DAY, now, "corrected"),
            row(2L, DAY, now, "older than what is known"),
            row(3L, 2 * DAY, null, "when unknown"),
            row(4L, DAY, DAY, "stamped long ago")));
    engine.append(
        "plain", List.of(row(1L, 3 * DAY, "corrected"), row(2L, DAY, "older"), row(3L, 5L, "new")));
    engine.update("MATERIALIZE dated, plain");
    assertThat(stored("dated"))
        .containsExactly(
            row(1, "corrected"), row(2, "two"), row(3, "when unknown"), row(4, "stamped long ago"));
    assertThat(stored("plain")).containsExactly(row(1, "corrected"), row(2, "two"), row(3, "new"));
  }

  @Test
  void readsWhatARangeLeftOut() {
    engine.update("MATERIALIZE dated TO TIMESTAMP '1970-01-02 12:00:00'");
    engine.append("dated", List.of(row(3L, 9 * DAY, 9 * DAY, "three")));
    engine.update("MATERIALIZE dated FROM TIMESTAMP '1970-01-09 00:00:00'");
    assertThat(stored("dated")).containsExactly(row(1, "one"), row(3, "three"));
    engine.update("MATERIALIZE dated");
    assertThat(stored("dated")).containsExactly(row(1, "one"), row(2, "two"), row(3, "three"));
  }

  @Test
  void endsAtThePresent() {
    assertThatThrownBy(() -> engine.update("MATERIALIZE dated TO TIMESTAMP '2500-01-01 00:00:00'"))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_VALUE))
        .hasMessageContaining("ends at the present");
    engine.append("dated", List.of(row(1L, now() + DAY, now(), "of tomorrow")));
    engine.update("MATERIALIZE dated");
    assertThat(stored("dated")).containsExactly(row(1, "one"), row(2, "two"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "NULL, not at NULL",
        "'never', never",
        "TIMESTAMP '2024-01-01 00:00:00.1234567', finer than a microsecond"
      })
  void saysWhereABoundIsNoTimestamp(String bound, String reason) {
    assertThatThrownBy(() -> engine.update("MATERIALIZE dated FROM " + bound))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> {
              assertThat(e.code().category()).isEqualTo(ErrorCategory.USER);
              assertThat(e.userMessage()).startsWith("line 1, column 24: ").contains(reason);
            });
  }

  @Test
  void startsAgainWhereARunFailed() {
    manyThings(200_000);
    online.failWritesAfter(2);
    assertThatThrownBy(() -> engine.update("MATERIALIZE dated"))
        .hasMessageContaining("the store went away");
    assertThat(engine.rows("DESCRIBE FEATURE VIEW dated"))
        .noneSatisfy(line -> assertThat(line.get(0)).isEqualTo("materialized to"));
    online.recover();
    assertThat(engine.update("MATERIALIZE dated")).isEqualTo(200_000);
    assertThat(differing("dated")).isZero();
  }

  @Test
  void hasSeveralWritesUnderWay() {
    manyThings(200_000);
    online.holdWrites(3);
    CompletableUpdate update = new CompletableUpdate(engine, "MATERIALIZE dated");
    update.start();
    while (!update.isWaitingForTheLastWrites(online)) {
      Thread.onSpinWait();
    }
    online.acknowledge();
    assertThat(update.count()).isEqualTo(200_000);
    assertThat(online.mostInFlight()).isBetween(3, 4);
  }

  @Test
  void tellsHowFarItIs() {
    manyThings(100_000);
    List<Progress> reports = new ArrayList<>();
    engine.session().reportProgressTo(reports::add);
    engine.update("MATERIALIZE dated");
    assertThat(reports.get(0).total()).isEmpty();
    assertThat(reports).extracting(Progress::rows).isSorted();
    Progress last = reports.get(reports.size() - 1);
    assertThat(last.task()).isEqualTo("materialize dated");
    assertThat(last.rows()).isEqualTo(100_000);
    assertThat(last.total()).isEqualTo(OptionalLong.of(100_000));
  }

  @Test
  void countsKeysThatDiffer() {
    engine.update("MATERIALIZE dated");
    assertThat(engine.rows("CHECK MATERIALIZATION dated").get(0).subList(2, 9))
        .isEqualTo(row(2, 0, 0, 0, 0, 0, 0));
    engine.append(
        "dated",
        List.of(
            row(1L, DAY, 2 * DAY, "corrected"),
            row(2L, 3 * DAY, 3 * DAY, "newer"),
            row(3L, DAY, DAY, "unknown yet")));
    assertThat(engine.columns("CHECK MATERIALIZATION dated"))
        .containsExactly(
            "feature_view",
            "materialized_to",
            "keys",
            "differing",
            "missing",
            "older",
            "newer",
            "other_values",
            "surplus");
    assertThat(engine.rows("CHECK MATERIALIZATION dated, plain"))
        .extracting(r -> r.subList(2, 9))
        .containsExactly(row(3, 3, 1, 1, 0, 1, 0), row(2, 2, 2, 0, 0, 0, 0));
    writeOnline(List.of(row(2L, 8 * DAY, null, "ahead"), row(4L, DAY, null, "of nobody")));
    assertThat(engine.rows("CHECK MATERIALIZATION dated").get(0).subList(2, 9))
        .isEqualTo(row(3, 4, 1, 0, 1, 1, 1));
    assertThatThrownBy(() -> engine.rows("CHECK MATERIALIZATION datd"))
        .hasMessageContaining("did you mean dated?");
  }

  /** As another process may that knows the new definition, while the old rows are removed. */
  @Test
  void bringsBackWhatWentWithTheRowsOfAnOlderDefinition() {
    engine.update("MATERIALIZE dated");
    online.beforeDrop(() -> engine.update("MATERIALIZE dated"));
    engine.update(
        "CREATE OR REPLACE FEATURE VIEW dated ENTITY thing TIMESTAMP event_ts FROM DELTA 'dated'");
    assertThat(stored("dated")).isEmpty();
    engine.update("MATERIALIZE dated");
    assertThat(stored("dated")).containsExactly(row(1, "one"), row(2, "two"));
    assertThat(differing("dated")).isZero();
  }

  @Test
  void comparesWhatIsInArraysAndRows() {
    engine.table(
        "nested",
        Fields.schema(
            Fields.of("id", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.list("tokens", Fields.VARBINARY),
            Fields.struct(
                "seal", Fields.of("hash", Fields.VARBINARY), Fields.of("by", Fields.VARCHAR))),
        List.of(nested((byte) 1)));
    engine.update(
        "CREATE FEATURE VIEW nested ENTITY thing TIMESTAMP event_ts TTL INTERVAL '1' DAY"
            + " FROM DELTA 'nested'");
    engine.update("MATERIALIZE nested");
    assertThat(differing("nested")).isZero();
    engine.append("nested", List.of(nested((byte) 2)));
    assertThat(differing("nested")).isEqualTo(1);
  }

  /** Statements of ours have columns of their own. */
  @Test
  void takesKeysOfAnyName() {
    engine.update("CREATE ENTITY odd (\"$AT\" BIGINT, \"$at$\" BIGINT)");
    engine.table(
        "odd",
        Fields.schema(
            Fields.of("$AT", Fields.BIGINT),
            Fields.of("$at$", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of("note", Fields.VARCHAR)),
        List.of(row(1L, 2L, DAY, "older"), row(1L, 2L, 2 * DAY, "newer")));
    engine.update("CREATE FEATURE VIEW odd ENTITY odd TIMESTAMP event_ts FROM DELTA 'odd'");
    assertThat(engine.update("MATERIALIZE odd")).isEqualTo(1);
    assertThat(engine.rows("SELECT note FROM online.odd WHERE \"$AT\" = 1 AND \"$at$\" = 2"))
        .containsExactly(row("newer"));
    assertThat(differing("odd")).isZero();
  }

  private static List<Object> nested(byte last) {
    return row(
        1L,
        -1_000_000 * DAY, // before the year 1
        Arrays.asList(Bytes.of((byte) 0, last), null),
        Map.of("hash", Bytes.of(last), "by", "us"));
  }

  private void writeOnline(List<List<Object>> rows) {
    FeatureViewSpec view = engine.engine().catalog().featureView("dated").orElseThrow();
    try (VectorSchemaRoot batch = Batches.of(engine.engine().allocator(), CREATED, rows)) {
      online.write(view, batch).toCompletableFuture().join();
    }
  }

  private long differing(String view) {
    return (Long) engine.rows("CHECK MATERIALIZATION " + view).get(0).get(3);
  }

  private void manyThings(int count) {
    engine.append(
        "dated",
        LongStream.range(0, count)
            .mapToObj(id -> row(id, 4 * DAY, 4 * DAY, "thing " + id))
            .toList());
  }
}
