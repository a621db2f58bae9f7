package dev.pitwall.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.redis.Await;
import dev.pitwall.testkit.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server in trouble in the middle of a scan of several pages. */
class ScanFaultTest {
  private static final int DRIVERS = 5_000;

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  private RedisServer server;
  private RedisOnlineStore store;
  private StoreRows rows;

  @BeforeEach
  void fill() {
    server = RedisServer.start();
    store = Stores.open(Map.of("uris", server.uri()));
    rows = new StoreRows(store, allocator.get());
    rows.write(DriverView.VIEW, DriverView.rows(DRIVERS));
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  @Test
  void asksForAPageAgainThatWasNotAnswered() {
    try (BatchReader reader = store.scan(DriverView.VIEW, allocator.get())) {
      List<List<Object>> found = new ArrayList<>(StoreRows.next(reader));
      assertThat(found).hasSizeLessThan(DRIVERS);
      // Longer than one command may take, shorter than a page may with its retries.
      server.call("CLIENT", "PAUSE", "3000", "ALL");
      found.addAll(StoreRows.rest(reader));
      assertThat(found).containsExactlyInAnyOrderElementsOf(DriverView.rows(DRIVERS));
    }
  }

  /** SCAN would find the end at once, and nobody would know that rows are missing. */
  @Test
  void failsWhenTheServerWasStartedAnew() {
    try (BatchReader reader = store.scan(DriverView.VIEW, allocator.get())) {
      assertThat(StoreRows.next(reader)).isNotEmpty().hasSizeLessThan(DRIVERS);
      server.kill();
      server.restart();
      Await.until("the server is found again", Duration.ofSeconds(10), this::answers);
      assertThatThrownBy(() -> StoreRows.rest(reader))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
          .hasMessageContaining(DriverView.VIEW.name())
          .hasMessageContaining("started anew");
    }
    assertThat(rows.scan(DriverView.VIEW)).isEmpty();
  }

  private boolean answers() {
    try {
      return !rows.find(DriverView.VIEW, DriverView.keys(1)).isEmpty();
    } catch (PitwallException e) {
      return false;
    }
  }
}
