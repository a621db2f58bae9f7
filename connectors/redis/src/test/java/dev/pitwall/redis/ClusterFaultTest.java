package dev.pitwall.redis;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.online.LookupStatus;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.redis.Await;
import dev.pitwall.testkit.redis.RedisCluster;
import dev.pitwall.testkit.redis.RedisServer;
import io.lettuce.core.MigrateArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A cluster in trouble, with lookups going on. */
class ClusterFaultTest {
  private static final int DRIVERS = 300;
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final Duration RECOVERY = RedisCluster.NODE_TIMEOUT.plusSeconds(2);
  private static final Duration AFTER_ELECTION = Duration.ofSeconds(1);

  private static RedisCluster cluster;

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  private final String project = Stores.newProject();
  private RedisOnlineStore store;
  private StoreRows rows;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void fill() {
    cluster.awaitHealthy();
    store = Stores.open(Map.of("uris", cluster.uris(), "project", project));
    rows = new StoreRows(store, allocator.get());
    assertThat(rows.write(DriverView.VIEW, DriverView.rows(DRIVERS)))
        .isEqualTo(new WriteSummary(DRIVERS, 0));
    // Else a failover would lose what was just written, as asynchronous replication may.
    cluster.awaitReplicated();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void recoversFromAMasterThatIsKilled() {
    RedisServer master = masterOf(7);
    RedisServer replica = cluster.replicaOf(master);
    try (Traffic traffic = new Traffic(rows, DRIVERS, DEADLINE)) {
      traffic.awaitAnswers();
      long harm = System.nanoTime();
      master.kill();
      traffic.awaitFailure();
      assertRecovers(traffic, harm, master, replica);
    }
    assertThat(rows.write(DriverView.VIEW, DriverView.rows(DRIVERS)))
        .isEqualTo(new WriteSummary(DRIVERS, 0));
    master.restart();
  }

  @Test
  void recoversFromAMasterThatIsStopped() {
    RedisServer master = masterOf(7);
    RedisServer replica = cluster.replicaOf(master);
    try (Traffic traffic = new Traffic(rows, DRIVERS, DEADLINE)) {
      traffic.awaitAnswers();
      long harm = System.nanoTime();
      master.pause();
      try {
        traffic.awaitFailure();
        assertRecovers(traffic, harm, master, replica);
      } finally {
        master.resume();
      }
      traffic.awaitAnswers();
    }
  }

  @Test
  void followsAReplicaThatIsPromoted() {
    RedisServer replica = cluster.replicaOf(masterOf(7));
    try (Traffic traffic = new Traffic(rows, DRIVERS, DEADLINE)) {
      traffic.awaitAnswers();
      long harm = System.nanoTime();
      replica.call("CLUSTER", "FAILOVER");
      Await.until(
          "the replica is master",
          Duration.ofSeconds(10),
          () -> replica.call("ROLE").startsWith("master"));
      assertThat(traffic.awaitRecovery(harm)).isLessThanOrEqualTo(RECOVERY);
    }
    assertThat(rows.write(DriverView.VIEW, DriverView.rows(DRIVERS, 60)).written())
        .isEqualTo(DRIVERS);
  }

  /** Of the slot's keys one has gone and one is still there; then the slot goes for good. */
  @Test
  void followsASlotThatMigrates() {
    byte[] key = DriverView.key(project, 7).bytes();
    String slot = Integer.toString(SlotHash.getSlot(key));
    RedisServer source = masterOf(7);
    RedisServer target =
        cluster.servers().stream()
            .filter(s -> s != source && s.call("ROLE").startsWith("master"))
            .findFirst()
            .orElseThrow();
    String sourceId = source.call("CLUSTER", "MYID");
    String targetId = target.call("CLUSTER", "MYID");
    try (Traffic traffic = new Traffic(rows, DRIVERS, DEADLINE)) {
      traffic.awaitAnswers();
      target.call("CLUSTER", "SETSLOT", slot, "IMPORTING", sourceId);
      source.call("CLUSTER", "SETSLOT", slot, "MIGRATING", targetId);
      traffic.awaitAnswers();
      migrate(source, target, key);
      traffic.awaitAnswers();
      assertThat(rows.find(DriverView.VIEW, List.of(row(7)))).containsExactly(DriverView.answer(7));
      assertThat(rows.write(DriverView.VIEW, DriverView.rows(8).subList(7, 8)).written())
          .isEqualTo(1);
      target.call("CLUSTER", "SETSLOT", slot, "NODE", targetId);
      source.call("CLUSTER", "SETSLOT", slot, "NODE", targetId);
      traffic.awaitAnswers();
      assertThat(traffic.failures()).isZero();
    }
    assertThat(rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
        .isEqualTo(DriverView.answers(DRIVERS));
  }

  @Test
  void opensWhileAMasterIsBeingReplaced() {
    RedisServer master = masterOf(7);
    master.kill();
    Map<String, String> options =
        Map.of("uris", cluster.uris(), "project", project, "connect_timeout", "1s");
    try (RedisOnlineStore late = Stores.open(options)) {
      StoreRows there = new StoreRows(late, allocator.get());
      assertThat(there.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
          .isEqualTo(DriverView.answers(DRIVERS));
    } finally {
      master.restart();
    }
  }

  @Test
  void saysThatTheServerIsPartOfACluster() {
    String one = cluster.servers().get(0).uri();
    try (RedisOnlineStore single = Stores.open(Map.of("uris", one, "mode", "single"))) {
      StoreRows there = new StoreRows(single, allocator.get());
      assertThatThrownBy(() -> there.write(DriverView.VIEW, DriverView.rows(DRIVERS)))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
          .hasMessageContaining("stores.redis.mode");
    }
  }

  @Test
  void comesBackWhenAllServersWereDown() {
    cluster.servers().forEach(RedisServer::kill);
    long started = System.nanoTime();
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      assertThatThrownBy(() -> rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
          .satisfies(e -> messages.add(e.getMessage()));
    }
    // After some failures the circuit breaker does not even try.
    assertThat(messages).anyMatch(message -> message.contains("nothing was sent"));
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(DEADLINE.multipliedBy(40));
    assertThatThrownBy(() -> rows.scan(DriverView.VIEW))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    cluster.servers().forEach(RedisServer::restart);
    cluster.awaitHealthy();
    // They kept nothing on disk, so to materialize again is what brings the rows back.
    Await.until("rows can be written", RECOVERY, this::writes);
    assertThat(rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
        .isEqualTo(DriverView.answers(DRIVERS));
    assertThat(rows.find(DriverView.VIEW, List.of(row(DRIVERS))).get(0))
        .last()
        .isEqualTo(LookupStatus.NOT_FOUND.name());
  }

  /** In time; or, where the servers' own election took longer, soon after they were well again. */
  private static void assertRecovers(
      Traffic traffic, long harm, RedisServer master, RedisServer replica) {
    Await.until(
        "the replica is master, and the others know",
        Duration.ofSeconds(30),
        () ->
            replica.call("ROLE").startsWith("master")
                && cluster.servers().stream()
                    .filter(server -> server != master)
                    .allMatch(server -> server.call("CLUSTER", "INFO").contains("state:ok")));
    Duration election = Duration.ofNanos(System.nanoTime() - harm);
    Duration recovery = traffic.awaitRecovery(harm);
    Duration afterElection = election.plus(AFTER_ELECTION);
    assertThat(recovery)
        .isLessThanOrEqualTo(afterElection.compareTo(RECOVERY) > 0 ? afterElection : RECOVERY);
  }

  private boolean writes() {
    try {
      return rows.write(DriverView.VIEW, DriverView.rows(DRIVERS)).written() == DRIVERS;
    } catch (PitwallException e) {
      return false;
    }
  }

  private RedisServer masterOf(long id) {
    int slot = SlotHash.getSlot(DriverView.key(project, id).bytes());
    return cluster.masterOf(slot, cluster.servers().get(0));
  }

  private static void migrate(RedisServer source, RedisServer target, byte[] key) {
    RedisClient client = RedisClient.create(source.uri());
    try {
      RedisCommands<byte[], byte[]> commands = client.connect(ByteArrayCodec.INSTANCE).sync();
      String answer =
          commands.migrate("127.0.0.1", target.port(), 0, 5_000, MigrateArgs.Builder.key(key));
      assertThat(answer).isEqualTo("OK");
    } finally {
      client.shutdown();
    }
  }
}
