package dev.pitwall.redis;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.BatchReader;
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
import java.util.Set;
import java.util.stream.IntStream;
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
      assertRecovers("a killed master", traffic, harm, master, replica);
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
        assertRecovers("a stopped master", traffic, harm, master, replica);
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
      assertThat(traffic.awaitRecovery("a promoted replica", harm)).isLessThanOrEqualTo(RECOVERY);
    }
    assertThat(rows.write(DriverView.VIEW, DriverView.rows(DRIVERS, 60)).written())
        .isEqualTo(DRIVERS);
  }

  /** The slot's keys are still there, then gone; then the slot goes for good. */
  @Test
  void followsASlotThatMigrates() {
    byte[] key = DriverView.key(project, 7).bytes();
    String slot = Integer.toString(SlotHash.getSlot(key));
    RedisServer source = masterOf(7);
    RedisServer target = otherMaster(source);
    String sourceId = source.call("CLUSTER", "MYID");
    String targetId = target.call("CLUSTER", "MYID");
    try (Traffic traffic = new Traffic(rows, DRIVERS, DEADLINE)) {
      traffic.awaitAnswers();
      target.call("CLUSTER", "SETSLOT", slot, "IMPORTING", sourceId);
      source.call("CLUSTER", "SETSLOT", slot, "MIGRATING", targetId);
      traffic.awaitAnswers();
      migrate(source, target, SlotHash.getSlot(key));
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

  /** Its keys would be missed: they were still elsewhere when their new server was walked over. */
  @Test
  void failsAScanDuringWhichASlotMoves() {
    try (BatchReader reader = store.scan(DriverView.VIEW, allocator.get())) {
      List<List<Object>> first = StoreRows.next(reader);
      int there = ((Number) first.get(0).get(0)).intValue();
      int elsewhere = driverOfAnotherMaster(there);
      moveSlot(DriverView.key(project, elsewhere).bytes(), masterOf(elsewhere), masterOf(there));
      assertThatThrownBy(() -> StoreRows.rest(reader))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
          .hasMessageContaining("slots have moved");
    }
    assertThat(rows.scan(DriverView.VIEW))
        .containsExactlyInAnyOrderElementsOf(DriverView.rows(DRIVERS));
  }

  private int driverOfAnotherMaster(int id) {
    RedisServer master = masterOf(id);
    return IntStream.range(0, DRIVERS).filter(i -> masterOf(i) != master).findFirst().orElseThrow();
  }

  private static void moveSlot(byte[] key, RedisServer source, RedisServer target) {
    String slot = Integer.toString(SlotHash.getSlot(key));
    String targetId = target.call("CLUSTER", "MYID");
    target.call("CLUSTER", "SETSLOT", slot, "IMPORTING", source.call("CLUSTER", "MYID"));
    source.call("CLUSTER", "SETSLOT", slot, "MIGRATING", targetId);
    migrate(source, target, SlotHash.getSlot(key));
    target.call("CLUSTER", "SETSLOT", slot, "NODE", targetId);
    source.call("CLUSTER", "SETSLOT", slot, "NODE", targetId);
  }

  private static RedisServer otherMaster(RedisServer one) {
    return cluster.servers().stream()
        .filter(server -> server != one && server.call("ROLE").startsWith("master"))
        .findFirst()
        .orElseThrow();
  }

  /** Its master becomes a replica, which may be filled anew at any time. */
  @Test
  void failsAScanDuringWhichAReplicaIsPromoted() {
    try (BatchReader reader = store.scan(DriverView.VIEW, allocator.get())) {
      assertThat(StoreRows.next(reader)).isNotEmpty();
      RedisServer master = masterOf(7);
      RedisServer replica = cluster.replicaOf(master);
      replica.call("CLUSTER", "FAILOVER");
      Await.until(
          "they have changed places",
          Duration.ofSeconds(10),
          () ->
              replica.call("ROLE").startsWith("master") && master.call("ROLE").startsWith("slave"));
      assertThatThrownBy(() -> StoreRows.rest(reader))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
          .hasMessageContaining("try again");
    }
    cluster.awaitHealthy();
    Await.until("a scan is whole", RECOVERY, this::scans);
  }

  private boolean scans() {
    try {
      return Set.copyOf(rows.scan(DriverView.VIEW)).equals(Set.copyOf(DriverView.rows(DRIVERS)));
    } catch (PitwallException e) {
      return false;
    }
  }

  /** It is sent again and again until there is somebody to take it. */
  @Test
  void finishesAWriteDuringWhichAMasterIsReplaced() {
    RedisServer master = masterOf(7);
    long harm = System.nanoTime();
    master.kill();
    try {
      assertThat(rows.write(DriverView.VIEW, DriverView.rows(DRIVERS, 60)))
          .isEqualTo(new WriteSummary(DRIVERS, 0));
      Duration took = Duration.ofNanos(System.nanoTime() - harm);
      System.out.println("a write outlived a killed master in " + took.toMillis() + " ms");
      assertThat(rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
          .extracting(row -> row.get(2))
          .containsOnly(60L);
    } finally {
      master.restart();
    }
  }

  @Test
  void readsOnWhenOneServerIsOutOfMemory() {
    RedisServer full = masterOf(7);
    try (Traffic traffic = new Traffic(rows, DRIVERS, DEADLINE)) {
      traffic.awaitAnswers();
      full.call("CONFIG", "SET", "maxmemory", "1mb");
      try {
        assertThatThrownBy(() -> rows.write(DriverView.VIEW, DriverView.rows(DRIVERS, 50)))
            .isInstanceOfSatisfying(
                PitwallException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILURE))
            .hasMessageContaining("maxmemory");
        traffic.awaitAnswers();
      } finally {
        full.call("CONFIG", "SET", "maxmemory", "0");
      }
      assertThat(traffic.failures()).isZero();
    }
    assertThat(rows.write(DriverView.VIEW, DriverView.rows(DRIVERS, 60)))
        .isEqualTo(new WriteSummary(DRIVERS, 0));
  }

  @Test
  void comesBackWhenThePasswordThatWasChangedIsSetBack() {
    setPassword("first-secret");
    Map<String, String> options =
        Map.of(
            "uris",
            cluster.uris(),
            "project",
            project,
            "user",
            "pitwall",
            "password",
            "first-secret");
    try (RedisOnlineStore guarded = Stores.open(options);
        Traffic traffic =
            new Traffic(
                new StoreRows(guarded, allocator.get()),
                DRIVERS,
                DEADLINE,
                Set.of(ErrorCode.STORE_UNAVAILABLE, ErrorCode.STORE_FAILURE))) {
      traffic.awaitAnswers();
      setPassword("second-secret");
      cluster.servers().forEach(server -> server.call("CLIENT", "KILL", "USER", "pitwall"));
      traffic.awaitFailure();
      traffic.awaitMessage("stores.redis.user");
      setPassword("first-secret");
      long healed = System.nanoTime();
      assertThat(traffic.awaitRecovery("a changed password, after it was set back,", healed))
          .isLessThanOrEqualTo(RECOVERY);
      assertThat(traffic.lastMessage()).isNotEmpty().doesNotContain("secret");
    }
  }

  private static void setPassword(String password) {
    cluster
        .servers()
        .forEach(
            server ->
                server.call(
                    "ACL", "SETUSER", "pitwall", "reset", "on", ">" + password, "~*", "+@all"));
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
    rows.awaitWrites(
        "all servers that were down", DriverView.VIEW, DriverView.rows(DRIVERS), RECOVERY);
    assertThat(rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
        .isEqualTo(DriverView.answers(DRIVERS));
    assertThat(rows.find(DriverView.VIEW, List.of(row(DRIVERS))).get(0))
        .last()
        .isEqualTo(LookupStatus.NOT_FOUND.name());
  }

  /** In time; or, where the servers' own election took longer, soon after they were well again. */
  private static void assertRecovers(
      String what, Traffic traffic, long harm, RedisServer master, RedisServer replica) {
    Await.until(
        "the replica is master, and the others know",
        Duration.ofSeconds(30),
        () ->
            replica.call("ROLE").startsWith("master")
                && cluster.servers().stream()
                    .filter(server -> server != master)
                    .allMatch(server -> server.call("CLUSTER", "INFO").contains("state:ok")));
    Duration election = Duration.ofNanos(System.nanoTime() - harm);
    Duration recovery = traffic.awaitRecovery(what, harm);
    Duration afterElection = election.plus(AFTER_ELECTION);
    assertThat(recovery)
        .isLessThanOrEqualTo(afterElection.compareTo(RECOVERY) > 0 ? afterElection : RECOVERY);
  }

  private RedisServer masterOf(long id) {
    int slot = SlotHash.getSlot(DriverView.key(project, id).bytes());
    return cluster.masterOf(slot, cluster.servers().get(0));
  }

  /** All keys of a slot, also those that other tests left there. */
  private static void migrate(RedisServer source, RedisServer target, int slot) {
    RedisClient client = RedisClient.create(source.uri());
    try {
      RedisCommands<byte[], byte[]> commands = client.connect(ByteArrayCodec.INSTANCE).sync();
      MigrateArgs<byte[]> keys =
          MigrateArgs.Builder.keys(commands.clusterGetKeysInSlot(slot, 1_000));
      assertThat(commands.migrate("127.0.0.1", target.port(), 0, 5_000, keys)).isEqualTo("OK");
    } finally {
      client.shutdown();
    }
  }
}
