package dev.pitwall.redis;

import static dev.pitwall.testkit.batch.Batches.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.redis.Await;
import dev.pitwall.testkit.redis.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One server in trouble, or with trouble inside. */
class SingleFaultTest {
  private static final int DRIVERS = 50;
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final Duration RECOVERY = Duration.ofSeconds(3);
  private static final String PROJECT = "shop";

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  private RedisServer server;
  private RedisOnlineStore store;
  private StoreRows rows;

  private void start(Map<String, String> options, String... serverOptions) {
    server = RedisServer.start(serverOptions);
    Map<String, String> all = new HashMap<>(options);
    all.put("uris", server.uri());
    all.put("project", PROJECT);
    store = Stores.open(all);
    rows = new StoreRows(store, allocator.get());
  }

  @AfterEach
  void stop() {
    if (store != null) {
      store.close();
    }
    server.close();
  }

  @Test
  void comesBackWhenTheServerDoes() {
    start(Map.of());
    assertFails(ErrorCode.STORE_UNAVAILABLE, this::findAfterKill).hasMessageContaining("try again");
    server.restart();
    rows.awaitWrites(
        "a server that was started again", DriverView.VIEW, DriverView.rows(DRIVERS), RECOVERY);
    assertThat(rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
        .isEqualTo(DriverView.answers(DRIVERS));
  }

  private void findAfterKill() {
    server.kill();
    rows.find(DriverView.VIEW, List.of(row(1)));
  }

  @Test
  void endsEveryLookupByItsDeadlineWhileTheServerIsStopped() {
    start(Map.of());
    fill();
    try (Traffic traffic = new Traffic(rows, DRIVERS, DEADLINE)) {
      traffic.awaitAnswers();
      server.pause();
      traffic.awaitFailure();
      server.resume();
      long healed = System.nanoTime();
      assertThat(traffic.awaitRecovery("a stopped server, after it went on,", healed))
          .isLessThanOrEqualTo(RECOVERY);
    }
  }

  /** One command at a time: so many cannot be answered, though the server does what it can. */
  @Test
  void saysThatTheTimeIsUpWhenTheServerIsWell() {
    start(Map.of("lookup_deadline", "500ms", "in_flight", "1"));
    fill();
    assertFails(
            ErrorCode.DEADLINE_EXCEEDED, () -> rows.find(DriverView.VIEW, DriverView.keys(200_000)))
        .hasMessageContaining("lookup_deadline")
        .hasMessageContaining("500 ms")
        .hasMessageContaining(DriverView.VIEW.name());
    assertThat(rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
        .isEqualTo(DriverView.answers(DRIVERS));
  }

  /** The deadline comes before the time-out of a command, and is not to blame for all that. */
  @Test
  void saysThatTheServerIsAwayWhicheverClockRunsOutFirst() {
    start(Map.of("lookup_deadline", "500ms", "read_timeout", "1m"));
    fill();
    server.pause();
    try {
      assertFails(
              ErrorCode.STORE_UNAVAILABLE,
              () -> rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
          .hasMessageContaining("500 ms");
    } finally {
      server.resume();
    }
  }

  @Test
  void failsWhatIsUnderWayWhenItIsClosed() {
    start(Map.of("lookup_deadline", "1h", "read_timeout", "1h"));
    fill();
    server.pause();
    try (VectorSchemaRoot keys = DriverView.keyBatch(allocator.get(), DRIVERS)) {
      CompletableFuture<LookupResult> answer =
          store
              .lookup(new LookupRequest(DriverView.VIEW, List.of("rate"), keys, 0), allocator.get())
              .toCompletableFuture();
      store.close();
      assertThat(answer).failsWithin(Duration.ofSeconds(5));
    } finally {
      server.resume();
    }
    assertFails(ErrorCode.STORE_UNAVAILABLE, () -> rows.find(DriverView.VIEW, List.of(row(1))))
        .hasMessageContaining("closed");
  }

  @Test
  void saysThatTheServerIsOutOfMemory() {
    start(Map.of(), "--maxmemory-policy", "noeviction");
    fill();
    server.call("CONFIG", "SET", "maxmemory", "1mb");
    assertFails(ErrorCode.STORE_FAILURE, () -> rows.write(DriverView.VIEW, newer()))
        .hasMessageContaining("maxmemory")
        .hasMessageContaining(DriverView.VIEW.name());
    assertThat(rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
        .isEqualTo(DriverView.answers(DRIVERS));
    server.call("CONFIG", "SET", "maxmemory", "0");
    assertThat(rows.write(DriverView.VIEW, newer())).isEqualTo(new WriteSummary(DRIVERS, 0));
  }

  private static List<List<Object>> newer() {
    return DriverView.rows(DRIVERS, 70);
  }

  @Test
  void namesTheKeyThatHoldsNoHash() {
    start(Map.of());
    fill();
    byte[] key = DriverView.key(PROJECT, 7).bytes();
    direct(commands -> commands.del(key));
    direct(commands -> commands.set(key, "text".getBytes(UTF_8)));
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)),
            () -> rows.scan(DriverView.VIEW),
            () -> rows.write(DriverView.VIEW, newer()))) {
      assertFails(ErrorCode.DATA_CORRUPT, call)
          .hasMessageContaining(DriverView.key(PROJECT, 7).toString())
          .hasMessageContaining(DriverView.VIEW.name())
          .hasMessageContaining("MATERIALIZE its views FROM TIMESTAMP '0001-01-01 00:00:00'");
    }
    // Either row may have been stored: the batch failed, and said so.
    assertThat(rows.find(DriverView.VIEW, List.of(row(8))).get(0)).startsWith(4.0, "driver 8");
  }

  @Test
  void namesTheColumnWhoseValueIsCorrupt() {
    start(Map.of());
    fill();
    ViewLayout layout = DriverView.layout(PROJECT);
    byte[] key = DriverView.key(PROJECT, 7).bytes();
    direct(commands -> commands.hset(key, layout.place("rate").field(), new byte[] {0x29, 1}));
    assertFails(ErrorCode.DATA_CORRUPT, () -> rows.find(DriverView.VIEW, List.of(row(7))))
        .hasMessageContaining("column rate")
        .hasMessageContaining(DriverView.VIEW.name())
        .hasMessageContaining(DriverView.key(PROJECT, 7).toString())
        .hasMessageContaining("MATERIALIZE its views FROM TIMESTAMP '0001-01-01 00:00:00'");
    assertFails(ErrorCode.DATA_CORRUPT, () -> rows.scan(DriverView.VIEW));
    assertThat(rows.find(DriverView.VIEW, List.of(row(8)))).containsExactly(DriverView.answer(8));
    assertThat(rows.write(DriverView.VIEW, newer()).written()).isEqualTo(DRIVERS);
    assertThat(rows.find(DriverView.VIEW, List.of(row(7))).get(0)).startsWith(3.5, "driver 7");
  }

  @Test
  void namesTheRowWhoseTimestampIsCorrupt() {
    start(Map.of());
    fill();
    byte[] key = DriverView.key(PROJECT, 7).bytes();
    byte[] field = DriverView.layout(PROJECT).eventField();
    direct(commands -> commands.hset(key, field, new byte[] {8, (byte) 0x80}));
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> rows.find(DriverView.VIEW, List.of(row(7))),
            () -> rows.scan(DriverView.VIEW),
            () -> rows.write(DriverView.VIEW, newer()))) {
      assertFails(ErrorCode.DATA_CORRUPT, call)
          .hasMessageContaining(DriverView.key(PROJECT, 7).toString());
    }
  }

  @Test
  void saysThatThePasswordWasChangedAndComesBackWithIt() {
    server = RedisServer.start();
    server.call("ACL", "SETUSER", "pitwall", "on", ">first-secret", "~*", "+@all");
    Map<String, String> options =
        Map.of(
            "uris",
            server.uri(),
            "project",
            PROJECT,
            "user",
            "pitwall",
            "password",
            "first-secret");
    store = Stores.open(options);
    rows = new StoreRows(store, allocator.get());
    fill();
    server.call("ACL", "SETUSER", "pitwall", "resetpass", ">second-secret");
    server.call("CLIENT", "KILL", "USER", "pitwall");
    Await.until("the error names the password", Duration.ofSeconds(10), this::namesThePassword);
    assertFails(ErrorCode.INVALID_CONFIGURATION, () -> Stores.open(options).close())
        .hasMessageContaining("stores.redis.password")
        .hasMessageContaining("pitwall")
        .hasMessageNotContaining("secret");
    server.call("ACL", "SETUSER", "pitwall", "resetpass", ">first-secret");
    rows.awaitWrites(
        "a changed password, after it was set back,",
        DriverView.VIEW,
        DriverView.rows(DRIVERS),
        RECOVERY);
  }

  private boolean namesThePassword() {
    try {
      rows.find(DriverView.VIEW, List.of(row(1)));
      return false;
    } catch (PitwallException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
      assertThat(e.getMessage()).doesNotContain("secret");
      return e.getMessage().contains("stores.redis.password");
    }
  }

  @Test
  void saysThatTheUserMayNotWrite() {
    server = RedisServer.start();
    server.call("ACL", "SETUSER", "reader", "on", ">secret", "~*", "+@read", "+@connection");
    store = Stores.open(Map.of("uris", server.uri(), "user", "reader", "password", "secret"));
    rows = new StoreRows(store, allocator.get());
    assertFails(ErrorCode.STORE_FAILURE, () -> rows.write(DriverView.VIEW, newer()))
        .hasMessageContaining("ACL");
    assertThat(rows.find(DriverView.VIEW, List.of(row(1)))).hasSize(1);
  }

  @Test
  void loadsTheScriptAgainWhenTheServerForgotIt() {
    start(Map.of());
    fill();
    server.call("SCRIPT", "FLUSH");
    assertThat(rows.write(DriverView.VIEW, newer())).isEqualTo(new WriteSummary(DRIVERS, 0));
  }

  @Test
  void saysThatTheServerIsNoCluster() {
    start(Map.of());
    assertFails(
            ErrorCode.INVALID_CONFIGURATION,
            () -> Stores.open(Map.of("uris", server.uri(), "mode", "cluster")).close())
        .hasMessageContaining("stores.redis.mode");
  }

  @Test
  void saysThatNobodyIsThereToConnectTo() {
    server = RedisServer.start();
    String nobody = "redis://127.0.0.1:" + RedisServer.freePort();
    for (String mode : List.of("single", "cluster")) {
      assertFails(ErrorCode.STORE_UNAVAILABLE, () -> Stores.open(options(nobody, mode)).close())
          .hasMessageContaining("stores.redis.uris");
    }
  }

  private static Map<String, String> options(String uri, String mode) {
    return Map.of("uris", uri, "mode", mode, "connect_timeout", "50ms");
  }

  /** As a server does that is busy when we come. */
  @Test
  void opensAlthoughTheFirstQuestionIsNeverAnswered() throws Exception {
    server = RedisServer.start();
    server.kill();
    Map<String, String> options = Map.of("uris", server.uri(), "connect_timeout", "1s");
    CompletableFuture<RedisOnlineStore> opening;
    try (ServerSocket silent =
        new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress())) {
      opening = CompletableFuture.supplyAsync(() -> Stores.open(options));
      try (Socket first = silent.accept()) {
        awaitHangUp(first);
      }
    }
    server.restart();
    store = opening.get(30, TimeUnit.SECONDS);
    rows = new StoreRows(store, allocator.get());
    fill();
  }

  private static void awaitHangUp(Socket client) throws IOException {
    assertThat(client.getInputStream().readAllBytes()).isNotEmpty();
  }

  private void fill() {
    assertThat(rows.write(DriverView.VIEW, DriverView.rows(DRIVERS)))
        .isEqualTo(new WriteSummary(DRIVERS, 0));
  }

  private void direct(Consumer<RedisCommands<byte[], byte[]>> work) {
    RedisClient client = RedisClient.create(server.uri());
    try {
      work.accept(client.connect(ByteArrayCodec.INSTANCE).sync());
    } finally {
      client.shutdown();
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ErrorCode code, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(PitwallException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
