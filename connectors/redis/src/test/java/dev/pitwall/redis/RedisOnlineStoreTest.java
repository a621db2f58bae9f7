package dev.pitwall.redis;

import static dev.pitwall.testkit.batch.Batches.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.redis.wire.ProtoTimestamp;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.online.LookupStatus;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.spi.plugin.OnlineStorePlugin;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.redis.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What this store does beyond the contract, seen from Redis's side. */
class RedisOnlineStoreTest {
  private static final byte[] CONV_RATE = HexFormat.of().parseHex("6160e3da");
  private static RedisServer server;
  private static RedisClient client;
  private static RedisCommands<byte[], byte[]> redis;

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  private final String project = Stores.newProject();
  private RedisOnlineStore store;
  private StoreRows rows;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    client = RedisClient.create(server.uri());
    redis = client.connect(ByteArrayCodec.INSTANCE).sync();
  }

  @AfterAll
  static void stop() {
    client.shutdown();
    server.close();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void open(Map<String, String> options) {
    store = Stores.open(server, project, options);
    rows = new StoreRows(store, allocator.get());
  }

  @Test
  void isFoundByItsName() {
    open(Map.of());
    assertThat(ServiceLoader.load(OnlineStorePlugin.class))
        .extracting(OnlineStorePlugin::name)
        .containsExactly("redis");
  }

  @Test
  void writesTheHashThatFeastReads() {
    open(Map.of());
    rows.write(DriverView.VIEW, List.of(row(7, 1_650_000_000_005_000L, 60, 1.5, null)));
    ViewLayout layout = DriverView.layout(project);
    byte[] key = DriverView.key(project, 7).bytes();
    assertThat(redis.hget(key, "_ts:driver_stats".getBytes(UTF_8)))
        .isEqualTo(HexFormat.of().parseHex("088081e4920610c096b102"));
    assertThat(redis.hget(key, "_ct:driver_stats".getBytes(UTF_8)))
        .isEqualTo(ProtoTimestamp.toBytes(60));
    assertThat(redis.hget(key, layout.place("rate").field()))
        .isEqualTo(HexFormat.of().parseHex("29000000000000f83f"));
    assertThat(redis.hget(key, layout.place("note").field())).isEmpty();
    assertThat(redis.hlen(key)).isEqualTo(4);
    assertThat(redis.ttl(key)).isEqualTo(-1);
  }

  @Test
  void forgetsACreatedTimeThatTheNewerRowDoesNotHave() {
    open(Map.of());
    rows.write(DriverView.VIEW, List.of(row(7, 50, 60, 1.5, "one"), row(7, 51, null, 2.5, "two")));
    rows.write(DriverView.VIEW, List.of(row(7, 52, null, 2.5, "three")));
    assertThat(rows.scan(DriverView.VIEW)).containsExactly(row(7, 52, null, 2.5, "three"));
  }

  @Test
  void comparesTimesOnBothSidesOfTheEpoch() {
    open(Map.of());
    long before = -62_135_596_800_000_001L;
    assertThat(write(before, "old")).isEqualTo(new WriteSummary(1, 0));
    assertThat(write(before - 1, "older")).isEqualTo(new WriteSummary(0, 1));
    assertThat(write(before + 1, "new")).isEqualTo(new WriteSummary(1, 0));
    assertThat(write(-1, "newer")).isEqualTo(new WriteSummary(1, 0));
    assertThat(write(0, "epoch")).isEqualTo(new WriteSummary(1, 0));
    assertThat(write(-1, "late")).isEqualTo(new WriteSummary(0, 1));
    assertThat(write(Long.MAX_VALUE, "last")).isEqualTo(new WriteSummary(1, 0));
    assertThat(write(Long.MAX_VALUE - 1, "late")).isEqualTo(new WriteSummary(0, 1));
  }

  private WriteSummary write(long event, String note) {
    return rows.write(DriverView.VIEW, List.of(row(7, event, null, 1.0, note)));
  }

  @Test
  void letsKeysExpireWhenTold() {
    open(Map.of("key_ttl", "1h"));
    rows.write(DriverView.VIEW, DriverView.rows(1));
    assertThat(redis.pttl(DriverView.key(project, 0).bytes())).isBetween(3_000_000L, 3_600_000L);
  }

  @Test
  void readsOlderKeysWhenTold() {
    open(Map.of("read_key_versions", "3,2,1"));
    put(DriverView.key(project, KeyVersion.V2, 1), 10);
    put(DriverView.key(project, KeyVersion.V1, 2), 20);
    put(DriverView.key(project, KeyVersion.V2, 3), 30);
    put(DriverView.key(project, KeyVersion.V3, 3), 31);
    put(DriverView.key(project, KeyVersion.V2, 4), 41);
    put(DriverView.key(project, KeyVersion.V3, 4), 40);
    String present = LookupStatus.PRESENT.name();
    assertThat(rows.find(DriverView.VIEW, List.of(row(1), row(2), row(3), row(4))))
        .containsExactly(
            row(10.0, null, 10, present),
            row(20.0, null, 20, present),
            row(31.0, null, 31, present),
            row(41.0, null, 41, present));
    assertThat(rows.scan(DriverView.VIEW))
        .containsExactlyInAnyOrder(
            row(1, 10, null, 10.0, null),
            row(2, 20, null, 20.0, null),
            row(3, 31, null, 31.0, null),
            row(4, 41, null, 41.0, null));
    store.drop(DriverView.VIEW);
    assertThat(rows.scan(DriverView.VIEW)).isEmpty();
    assertThat(redis.exists(DriverView.key(project, KeyVersion.V1, 2).bytes())).isZero();
  }

  /** As another writer would: an event time in microseconds, and the same number as rate. */
  private void put(RedisKey key, long event) {
    ViewLayout layout = DriverView.layout(project);
    redis.hset(key.bytes(), layout.eventField(), ProtoTimestamp.toBytes(event));
    byte[] rate = new byte[9];
    rate[0] = 0x29;
    ByteBuffer.wrap(rate, 1, 8).order(ByteOrder.LITTLE_ENDIAN).putDouble((double) event);
    redis.hset(key.bytes(), layout.place("rate").field(), rate);
  }

  @Test
  void deletesSomeEntities() {
    open(Map.of());
    rows.write(DriverView.VIEW, DriverView.rows(3));
    redis.hset(DriverView.key(project, 1).bytes(), CONV_RATE, new byte[0]);
    assertThat(rows.delete(DriverView.VIEW, List.of(row(0), row(1), row(9)))).isEqualTo(2);
    assertThat(rows.scan(DriverView.VIEW)).containsExactly(DriverView.rows(3).get(2));
    assertThat(redis.exists(DriverView.key(project, 0).bytes())).isZero();
    assertThat(redis.hlen(DriverView.key(project, 1).bytes())).isOne();
  }

  @Test
  void readsViewsOfAnEntityWithOneCommandForEachKey() {
    open(Map.of());
    rows.write(DriverView.VIEW, DriverView.rows(3));
    rows.write(DriverView.OTHER_VIEW, DriverView.rows(2));
    server.call("CONFIG", "RESETSTAT");
    assertThat(
            rows.findTogether(
                List.of(DriverView.VIEW, DriverView.OTHER_VIEW, DriverView.VIEW),
                DriverView.keys(3)))
        .containsExactly(
            DriverView.answers(3),
            List.of(
                DriverView.answer(0),
                DriverView.answer(1),
                row(null, null, null, LookupStatus.NOT_FOUND.name())),
            DriverView.answers(3));
    assertThat(server.call("INFO", "commandstats")).contains("cmdstat_hmget:calls=3,");
  }

  @Test
  void takesTheNewestVersionOfEachViewThatIsReadTogether() {
    open(Map.of("read_key_versions", "3,2"));
    put(DriverView.key(project, KeyVersion.V2, 1), 10);
    rows.write(DriverView.VIEW, List.of(row(1, 9, null, 9.0, "older")));
    rows.write(DriverView.OTHER_VIEW, List.of(row(1, 9, null, 9.0, "the only one")));
    String present = LookupStatus.PRESENT.name();
    assertThat(
            rows.findTogether(List.of(DriverView.VIEW, DriverView.OTHER_VIEW), DriverView.keys(2)))
        .extracting(answer -> answer.get(1))
        .containsExactly(row(10.0, null, 10, present), row(9.0, "the only one", 9, present));
  }

  @Test
  void saysOfViewsThatAreReadTogetherWhatItSaysOfOne() {
    open(Map.of());
    rows.write(DriverView.VIEW, DriverView.rows(3));
    rows.write(DriverView.OTHER_VIEW, DriverView.rows(3));
    byte[] field = new ViewLayout(DriverView.OTHER_VIEW, project).place("rate").field();
    redis.hset(DriverView.key(project, 1).bytes(), field, new byte[] {0x29, 1});
    Throwable alone = catchThrowable(() -> rows.find(DriverView.OTHER_VIEW, DriverView.keys(3)));
    assertThat(alone).hasMessageContaining("column rate of feature view other_stats");
    assertThatThrownBy(
            () ->
                rows.findTogether(
                    List.of(DriverView.VIEW, DriverView.OTHER_VIEW), DriverView.keys(3)))
        .isInstanceOf(PitwallException.class)
        .hasMessage(alone.getMessage());
  }

  @Test
  void leavesOtherProjectsAlone() {
    open(Map.of());
    rows.write(DriverView.VIEW, DriverView.rows(2));
    String other = "x" + project;
    try (RedisOnlineStore second = Stores.open(Map.of("uris", server.uri(), "project", other))) {
      StoreRows theirs = new StoreRows(second, allocator.get());
      theirs.write(DriverView.VIEW, DriverView.rows(3));
      store.drop(DriverView.VIEW);
      assertThat(rows.scan(DriverView.VIEW)).isEmpty();
      assertThat(theirs.scan(DriverView.VIEW)).hasSize(3);
    }
  }
}
