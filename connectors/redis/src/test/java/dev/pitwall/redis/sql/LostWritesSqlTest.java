package dev.pitwall.redis.sql;

import static dev.pitwall.redis.sql.DriverTables.driver;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.redis.Await;
import dev.pitwall.testkit.redis.RedisCluster;
import dev.pitwall.testkit.redis.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica that missed writes becomes master: they are lost although they were acknowledged. The
 * check counts them, and to materialize again repairs them.
 */
class LostWritesSqlTest {
  private static final int DRIVERS = 300;
  private static final int MORE_DRIVERS = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CHECK = "CHECK MATERIALIZATION stats";

  @TempDir private Path directory;
  private RedisCluster cluster;

  @BeforeEach
  void start() {
    cluster = RedisCluster.start();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void areCountedAndRepaired() {
    try (TestEngine engine = DriverTables.open(directory, Map.of("uris", cluster.uris()))) {
      DriverTables.create(engine);
      DriverTables.define(engine);
      materialize(engine, DRIVERS, 2);
      cluster.awaitReplicated();
      RedisServer master = cluster.masterOf(0, cluster.servers().get(0));
      RedisServer replica = cluster.replicaOf(master);
      cutOff(replica, master);
      materialize(engine, MORE_DRIVERS, 1);
      assertThat(counts(engine)).isEqualTo(row(MORE_DRIVERS, 0, 0, 0, 0, 0, 0));

      long older = keys(replica);
      long missing = keys(master) - older;
      assertThat(older).isPositive();
      assertThat(missing).isPositive();
      promote(replica, master);
      Await.until("the lookups of the check are answered", PATIENCE, () -> isAnswered(engine));
      assertThat(counts(engine))
          .isEqualTo(row(MORE_DRIVERS, missing + older, missing, older, 0, 0, 0));

      engine.update("MATERIALIZE stats FROM TIMESTAMP '0001-01-01 00:00:00'");
      assertThat(counts(engine)).isEqualTo(row(MORE_DRIVERS, 0, 0, 0, 0, 0, 0));
    }
  }

  private static void materialize(TestEngine engine, int drivers, long hours) {
    engine.append(
        "stats",
        LongStream.range(0, drivers)
            .mapToObj(id -> driver(id, hours, id / 2.0, hours + " hours ago"))
            .toList());
    assertThat(engine.update("MATERIALIZE stats")).isEqualTo(drivers);
  }

  /** Has the replica lose its connection, and not find a way back. */
  private static void cutOff(RedisServer replica, RedisServer master) {
    replica.call("CONFIG", "SET", "masteruser", "nobody");
    replica.call("CONFIG", "SET", "masterauth", "nothing");
    master.call("CLIENT", "KILL", "TYPE", "replica");
    Await.until(
        "the replica is cut off",
        PATIENCE,
        () ->
            replica.call("INFO", "replication").contains("master_link_status:down")
                && master.call("INFO", "replication").contains("connected_slaves:0"));
  }

  private static void promote(RedisServer replica, RedisServer master) {
    master.kill();
    replica.call("CLUSTER", "FAILOVER", "TAKEOVER");
    Await.until("the replica is master", PATIENCE, () -> replica.call("ROLE").startsWith("master"));
  }

  private static long keys(RedisServer server) {
    return Long.parseLong(server.call("DBSIZE"));
  }

  private static boolean isAnswered(TestEngine engine) {
    try {
      return !counts(engine).isEmpty();
    } catch (PitwallException e) {
      return false;
    }
  }

  private static List<Object> counts(TestEngine engine) {
    return engine.rows(CHECK).get(0).subList(2, 9);
  }
}
