package dev.pitwall.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.redis.Await;
import dev.pitwall.testkit.redis.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hashes are read whole where that is cheaper; the answers are the same. */
class WholeHashTest {
  private static final int DRIVERS = 20;

  /** More lookups than pass until the length of a hash is asked for again. */
  private static final int MANY_LOOKUPS = 1_100;

  private static final String WHOLE = "cmdstat_hgetall:";
  private static final String FIELDS = "cmdstat_hmget:";

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  private final RedisServer server = RedisServer.start();
  private final String project = Stores.newProject();
  private RedisOnlineStore store;
  private StoreRows rows;

  @BeforeEach
  void fill() {
    open(Map.of());
    rows.write(DriverView.VIEW, DriverView.rows(DRIVERS));
  }

  private void open(Map<String, String> options) {
    store = Stores.open(server, project, options);
    rows = new StoreRows(store, allocator.get());
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  @Test
  void readsHashesWholeOnceItKnowsThatMostOfThemIsWanted() {
    awaitCommands(WHOLE, FIELDS);
    rows.write(DriverView.OTHER_VIEW, DriverView.rows(DRIVERS));
    assertThat(rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
        .isEqualTo(DriverView.answers(DRIVERS));
  }

  @Test
  void readsTheFieldsAloneOfHashesThatHaveMany() {
    put("other %d", 1);
    look();
    server.call("CONFIG", "RESETSTAT");
    look();
    assertThat(server.call("INFO", "commandstats")).contains(FIELDS).doesNotContain(WHOLE);
  }

  @Test
  void goesBackToTheFieldsWhenOthersAreLarge() {
    awaitCommands(WHOLE, FIELDS);
    put("large", 10_000);
    look();
    awaitCommands(FIELDS, WHOLE);
  }

  @Test
  void readsTheFieldsForAUserWhoMayNotReadHashesWhole() {
    store.close();
    String[] rights = {"~*", "+@all", "-hgetall"};
    openAs(rights);
    for (int i = 0; i < MANY_LOOKUPS; i++) {
      look();
    }
    assertThat(server.call("INFO", "commandstats")).contains(WHOLE);
  }

  @Test
  void readsTheFieldsForAUserWhoMayNotAskForLengths() {
    store.close();
    openAs("~*", "+@all", "-hlen");
    awaitCommands(FIELDS, WHOLE);
  }

  private void openAs(String... rights) {
    server.call("ACL", "SETUSER", "reader", "on", ">secret");
    for (String right : rights) {
      server.call("ACL", "SETUSER", "reader", right);
    }
    open(Map.of("user", "reader", "password", "secret"));
  }

  /** Looks up until one lookup uses a command, and not another. */
  private void awaitCommands(String used, String unused) {
    Await.until(
        "hashes are read by " + used,
        Duration.ofSeconds(30),
        () -> {
          server.call("CONFIG", "RESETSTAT");
          look();
          String commands = server.call("INFO", "commandstats");
          return commands.contains(used + "calls=" + DRIVERS + ",") && !commands.contains(unused);
        });
  }

  private void look() {
    assertThat(rows.find(DriverView.VIEW, DriverView.keys(DRIVERS)))
        .isEqualTo(DriverView.answers(DRIVERS));
  }

  /** Puts fields into each hash, as another program might. */
  private void put(String name, int bytes) {
    RedisClient client = RedisClient.create(server.uri());
    try (StatefulRedisConnection<byte[], byte[]> connection =
        client.connect(ByteArrayCodec.INSTANCE)) {
      for (int driver = 0; driver < DRIVERS; driver++) {
        for (int i = 0; i < 10; i++) {
          connection
              .sync()
              .hset(
                  DriverView.key(project, driver).bytes(),
                  name.formatted(i).getBytes(),
                  new byte[bytes]);
        }
      }
    } finally {
      client.shutdown();
    }
  }
}
