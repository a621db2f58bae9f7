package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.cache.NearCachedOnlineStore;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.config.EngineConfig.RegistryConfig;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.redis.Await;
import dev.pitwall.testkit.store.ObservedOnlineStore;
import dev.pitwall.testkit.store.StoreLayout;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Online rows that are kept near the engine, and what is told of caches. */
class NearCacheSqlTest {
  private static final long MINUTE = 60_000_000L;
  private static final Schema THINGS =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("flag", Fields.BOOLEAN),
          Fields.of("score", Fields.DOUBLE),
          Fields.of("price", Fields.decimal(10, 2)),
          Fields.of("note", Fields.VARCHAR),
          Fields.list("tags", Fields.VARCHAR),
          Fields.struct("place", Fields.of("x", Fields.INTEGER), Fields.of("y", Fields.VARCHAR)));
  private static final String LOOKUP =
      "SELECT * FROM online.things WHERE id IN (1, 2, 3, 4) ORDER BY id";

  private final long now = System.currentTimeMillis() * 1_000;
  private final ObservedOnlineStore online = new ObservedOnlineStore();
  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3), online);
    engine.table(
        "things",
        THINGS,
        List.of(
            row(
                1L,
                now - MINUTE,
                true,
                0.5,
                new BigDecimal("1.25"),
                "one",
                List.of("a", "b"),
                Map.of("x", 7L, "y", "z")),
            row(2L, now - MINUTE, null, null, null, null, null, null),
            row(3L, now - 300 * MINUTE, false, 1.5, null, "expired", List.of(), null)));
    engine.update("CREATE ENTITY thing (id BIGINT)");
  }

  private void view(String options) {
    engine.update(
        "CREATE OR REPLACE FEATURE VIEW things ENTITY thing TIMESTAMP event_ts"
            + " TTL INTERVAL '2' HOUR "
            + options
            + " FROM DELTA 'things'");
    engine.update("MATERIALIZE things");
  }

  private List<List<Object>> cache(String name) {
    return engine.rows(
        "SELECT hits, misses, hit_rate, entries FROM system.caches WHERE cache = '" + name + "'");
  }

  @Test
  void isOffUnlessTheViewAsksForIt() {
    view("");
    engine.rows(LOOKUP);
    engine.rows(LOOKUP);
    assertThat(online.keysLookedUp()).isEqualTo(8);
    assertThat(cache("online.things")).isEmpty();
  }

  @Test
  void givesTheSameRowsWithoutAskingAgain() {
    view("");
    List<List<Object>> plain = engine.rows(LOOKUP);
    view("OPTIONS (cache_ttl = INTERVAL '1' HOUR)");
    int before = online.keysLookedUp();
    assertThat(engine.rows(LOOKUP)).isEqualTo(plain).hasSize(4);
    assertThat(engine.rows(LOOKUP)).isEqualTo(plain);
    assertThat(engine.rows("SELECT * FROM online.things WHERE id = 2")).hasSize(1);
    assertThat(online.keysLookedUp() - before).isEqualTo(4);
    assertThat(cache("online.things")).containsExactly(row(5, 4, 5.0 / 9, 4));
    engine.rows("SELECT note FROM online.things WHERE id = 2");
    assertThat(online.keysLookedUp() - before).as("other features").isEqualTo(5);
  }

  @Test
  void asksForAKeyOnceWithinALookup() {
    view("OPTIONS (cache_ttl = '1h')");
    engine.update("CREATE TEMPORARY TABLE t AS SELECT * FROM (VALUES (1), (1), (5)) AS v (id)");
    assertThat(
            engine.rows(
                "SELECT t.id, o.note FROM t LEFT JOIN online.things o ON o.id = t.id ORDER BY t.id"))
        .containsExactly(row(1, "one"), row(1, "one"), row(5, null));
    assertThat(online.keysLookedUp()).isEqualTo(2);
  }

  @Test
  void seesWhatThisEngineMaterialized() {
    view("OPTIONS (cache_ttl = '1h')");
    engine.rows(LOOKUP);
    engine.append(
        "things",
        List.of(
            row(4L, System.currentTimeMillis() * 1_000 - 1, null, 9.5, null, "four", null, null)));
    engine.update("MATERIALIZE things");
    assertThat(engine.rows(LOOKUP).get(3)).contains("four", "PRESENT");
  }

  @Test
  void countsTheTtlWhileRowsAreKept() {
    view("OPTIONS (cache_ttl = '1h')");
    FeatureViewSpec view = engine.engine().catalog().featureView("things").orElseThrow();
    try (NearCachedOnlineStore cached = new NearCachedOnlineStore(online)) {
      assertThat(statuses(cached, view, now)).containsExactly(row("one", "PRESENT"));
      int before = online.keysLookedUp();
      assertThat(statuses(cached, view, now + 118 * MINUTE)).containsExactly(row("one", "PRESENT"));
      assertThat(statuses(cached, view, now + 120 * MINUTE))
          .containsExactly(row(null, "OUTSIDE_MAX_AGE"));
      assertThat(online.keysLookedUp()).isEqualTo(before);
    }
  }

  @Test
  void loadsAKeyOnceForAllWhoWait() {
    view("OPTIONS (cache_ttl = '1h')");
    FeatureViewSpec view = engine.engine().catalog().featureView("things").orElseThrow();
    try (NearCachedOnlineStore cached = new NearCachedOnlineStore(online)) {
      online.holdLookups();
      int before = online.keysLookedUp();
      List<CompletableFuture<List<List<Object>>>> answers =
          List.of(lookup(cached, view, now), lookup(cached, view, now), lookup(cached, view, now));
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      online.answerLookups();
      answers.forEach(answer -> assertThat(answer.join()).containsExactly(row("one", "PRESENT")));
      assertThat(online.keysLookedUp() - before).isEqualTo(1);
    }
  }

  @Test
  void forgetsWhatIsFoundWhileRowsAreWritten() {
    view("OPTIONS (cache_ttl = '1h')");
    FeatureViewSpec view = engine.engine().catalog().featureView("things").orElseThrow();
    try (NearCachedOnlineStore cached = new NearCachedOnlineStore(online)) {
      online.holdLookups();
      CompletableFuture<List<List<Object>>> before = lookup(cached, view, now);
      try (VectorSchemaRoot rows =
          Batches.of(
              engine.engine().allocator(),
              THINGS,
              List.of(row(1L, now, null, null, null, "newer", null, null)))) {
        cached.write(view, rows).toCompletableFuture().join();
      }
      CompletableFuture<List<List<Object>>> after = lookup(cached, view, now);
      online.answerLookups();
      assertThat(before.join()).containsExactly(row("one", "PRESENT"));
      assertThat(after.join()).containsExactly(row("newer", "PRESENT"));
      assertThat(statuses(cached, view, now)).containsExactly(row("newer", "PRESENT"));
      assertThat(cached.statistics().get(0).misses()).isEqualTo(2);
    }
  }

  /** Of a registry that both share. */
  @Test
  void answersForNowWithWhatAnotherProcessMaterialized() {
    EngineConfig config = EngineConfig.inDirectory(directory.resolve("shared"));
    RegistryConfig registry =
        new RegistryConfig(
            config.registry().url() + ";AUTO_SERVER=TRUE", Optional.empty(), Optional.empty());
    EngineConfig shared =
        new EngineConfig(
            config.dataDirectory(), registry, config.onlineStore(), config.limits(), Map.of());
    ObservedOnlineStore store = new ObservedOnlineStore();
    try (TestEngine one = new TestEngine(shared, StoreLayout.regular(4, 3), store);
        TestEngine other = new TestEngine(shared, StoreLayout.regular(4, 3), store)) {
      one.table("things", THINGS, List.of(named("old", now - 2 * MINUTE)));
      other.table("things", THINGS, List.of(named("new", now - MINUTE)));
      one.update("CREATE ENTITY thing (id BIGINT)");
      one.update(
          "CREATE FEATURE VIEW things ENTITY thing TIMESTAMP event_ts"
              + " OPTIONS (cache_ttl = '1h') FROM DELTA 'things'");
      one.update("MATERIALIZE things");
      String lookup = "SELECT note FROM online.things WHERE id = 1";
      assertThat(one.rows(lookup)).containsExactly(row("old"));
      Await.until("the view is known", Duration.ofSeconds(10), () -> knowsThings(other));
      other.update("MATERIALIZE things FROM TIMESTAMP '2000-01-01 00:00:00'");
      assertThat(one.rows(lookup)).as("kept").containsExactly(row("old"));
      one.update("SET online_freshness = '10m'");
      String present =
          "SELECT t.note FROM (VALUES (1)) AS s (id)"
              + " JOIN things FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP AS t ON t.id = s.id";
      assertThat(one.plan(present)).anyMatch(line -> line.contains("OnlineLookup"));
      assertThat(one.rows(present)).containsExactly(row("new"));
    }
  }

  private static boolean knowsThings(TestEngine engine) {
    return engine.engine().catalog().featureView("things").isPresent();
  }

  private static List<Object> named(String note, long event) {
    return row(1L, event, null, null, null, note, null, null);
  }

  @Test
  void tellsOfThePlanCache() {
    view("");
    engine.rows(LOOKUP);
    engine.rows(LOOKUP);
    assertThat((Long) cache("plans").get(0).get(0)).isPositive();
    assertThat(engine.rows("SELECT bytes FROM system.caches WHERE cache = 'plans'"))
        .containsExactly(row((Object) null));
  }

  @Test
  void takesLengthsOfTimeOnly() {
    assertThatThrownBy(() -> view("OPTIONS (cache_ttl = 'long')"))
        .hasMessageContaining("cache_ttl is a length of time");
    view("OPTIONS (cache_ttl = '30s')");
    assertThat(engine.rows("DESCRIBE FEATURE VIEW things"))
        .anySatisfy(line -> assertThat(line).contains("cache ttl", "30s"));
    engine.update("ALTER FEATURE VIEW things SET TTL INTERVAL '3' HOUR");
    assertThat(engine.rows("DESCRIBE FEATURE VIEW things"))
        .anySatisfy(line -> assertThat(line).contains("cache ttl", "30s"));
  }

  private List<List<Object>> statuses(NearCachedOnlineStore cached, FeatureViewSpec view, long at) {
    return lookup(cached, view, at).join();
  }

  /** Looks key 1 up. */
  private CompletableFuture<List<List<Object>>> lookup(
      NearCachedOnlineStore cached, FeatureViewSpec view, long at) {
    Schema schema = new Schema(view.entity().joinKeys().stream().map(ColumnSpec::field).toList());
    VectorSchemaRoot keys = Batches.of(engine.engine().allocator(), schema, List.of(row(1L)));
    return cached
        .lookup(new LookupRequest(view, List.of("note"), keys, at), engine.engine().allocator())
        .toCompletableFuture()
        .thenApply(
            result -> {
              try (keys;
                  LookupResult found = result) {
                return Batches.rows(found.rows()).stream()
                    .map(line -> row(line.get(0), line.get(2)))
                    .toList();
              }
            });
  }
}
