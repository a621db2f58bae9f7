package dev.pitwall.redis.sql;

import static dev.pitwall.redis.sql.DriverTables.driver;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.redis.Await;
import dev.pitwall.testkit.redis.RedisServer;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What statements say when the engine or the server was started again. */
class RestartSqlTest {
  private static final String FIND = "SELECT note FROM online.stats WHERE driver_id = 1";

  @TempDir private Path directory;
  private RedisServer server;

  @BeforeEach
  void start() {
    server = RedisServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TestEngine open() {
    TestEngine engine = DriverTables.open(directory, Map.of("uris", server.uri()));
    DriverTables.create(engine);
    return engine;
  }

  /** The murmur hashes of {@code stats:f72699} and {@code profile:g69330} are the same. */
  private static void defineColliding(TestEngine engine, String view, String feature) {
    engine.table(
        "colliding_" + view,
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of(feature, Fields.VARCHAR)),
        List.of());
    engine.update(
        "CREATE FEATURE VIEW "
            + view
            + " ENTITY driver TIMESTAMP event_ts FROM DELTA 'colliding_"
            + view
            + "'");
  }

  @Test
  void knowsTheFieldsOfViewsThatWereCreatedBefore() {
    try (TestEngine engine = open()) {
      engine.update("CREATE ENTITY driver (driver_id BIGINT)");
      defineColliding(engine, "stats", "f72699");
    }
    try (TestEngine engine = open()) {
      assertFails(ErrorCode.NOT_SUPPORTED, () -> defineColliding(engine, "profile", "g69330"))
          .hasMessageContaining("stats:f72699")
          .hasMessageContaining("profile:g69330");
    }
  }

  @Test
  void servesTheRestOfACatalogThatAnotherStoreHeld() {
    try (TestEngine engine = new TestEngine(directory, StoreLayout.regular(4, 3))) {
      engine.update("CREATE ENTITY driver (driver_id BIGINT)");
      defineColliding(engine, "stats", "f72699");
      defineColliding(engine, "profile", "g69330");
    }
    try (TestEngine engine = open()) {
      assertThat(engine.rows("SELECT \"$status\" FROM online.profile WHERE driver_id = 1"))
          .containsExactly(row("NOT_FOUND"));
      assertFails(
              ErrorCode.NOT_SUPPORTED,
              () -> engine.rows("SELECT f72699 FROM online.stats WHERE driver_id = 1"))
          .hasMessageContaining("rename one of them");
    }
  }

  @Test
  void saysThatTheServerIsAwayAndGoesOnWhenItIsBack() {
    try (TestEngine engine = open()) {
      engine.append("stats", List.of(driver(1, 1, 0.1, "oslo")));
      DriverTables.define(engine);
      engine.update("MATERIALIZE stats");
      server.kill();
      for (String sql : List.of(FIND, "MATERIALIZE stats FROM TIMESTAMP '2000-01-01 00:00:00'")) {
        assertFails(ErrorCode.STORE_UNAVAILABLE, () -> engine.rows(sql))
            .hasMessageContaining("the online store redis at " + server.address())
            .hasMessageContaining("feature view stats")
            .hasMessageContaining("try again");
      }
      server.restart();
      Await.until("lookups are answered", Duration.ofSeconds(10), () -> isAnswered(engine));
      assertThat(engine.rows(FIND)).containsExactly(row((Object) null));
      assertThat(differing(engine)).isEqualTo(1);
      engine.update("MATERIALIZE stats FROM TIMESTAMP '0001-01-01 00:00:00'");
      assertThat(differing(engine)).isZero();
      assertThat(engine.rows(FIND)).containsExactly(row("oslo"));
    }
  }

  /** Of the two time limits the query's own is the shorter one, and so what the error is about. */
  @Test
  void endsAQueryByItsOwnDeadlineWhenTheServerIsStopped() {
    try (TestEngine engine = open()) {
      engine.append("stats", List.of(driver(1, 1, 0.1, "oslo")));
      DriverTables.define(engine);
      engine.update("MATERIALIZE stats");
    }
    Map<String, String> redis =
        Map.of("uris", server.uri(), "read_timeout", "1m", "lookup_deadline", "3s");
    try (TestEngine engine = DriverTables.open(directory, redis, Duration.ofMillis(500))) {
      DriverTables.create(engine);
      server.pause();
      try {
        assertFails(ErrorCode.DEADLINE_EXCEEDED, () -> engine.rows(FIND))
            .hasMessageContaining("500 ms")
            .hasMessageContaining("query_timeout");
      } finally {
        server.resume();
      }
    }
  }

  private static boolean isAnswered(TestEngine engine) {
    try {
      return engine.rows(FIND).size() == 1;
    } catch (PitwallException e) {
      return false;
    }
  }

  private static long differing(TestEngine engine) {
    return (Long) engine.rows("CHECK MATERIALIZATION stats").get(0).get(3);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ErrorCode code, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(PitwallException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
