package dev.pitwall.redis;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.redis.RedisCluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two writers, each with a store of its own, and updates in no order at all. */
class ConcurrentWritersTest {
  private static final int UPDATES = 200_000;
  private static final int DRIVERS = 4_000;
  private static final int BATCH = 2_000;
  private static final Comparator<List<Object>> AGE =
      Comparator.<List<Object>, Long>comparing(update -> (Long) update.get(1))
          .thenComparing(
              update -> (Long) update.get(2), Comparator.nullsFirst(Comparator.naturalOrder()));

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();

  @Test
  void endInTheNewestRowOfEveryDriver() {
    List<List<Object>> updates = updates();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (RedisCluster cluster = RedisCluster.start();
        RedisOnlineStore first = Stores.open(Map.of("uris", cluster.uris()));
        RedisOnlineStore second = Stores.open(Map.of("uris", cluster.uris()))) {
      CompletableFuture<WriteSummary> one =
          CompletableFuture.supplyAsync(() -> write(first, updates, 0), threads);
      CompletableFuture<WriteSummary> two =
          CompletableFuture.supplyAsync(() -> write(second, updates, 1), threads);
      WriteSummary sum = one.join().plus(two.join());
      assertThat(sum.written() + sum.superseded()).isEqualTo(updates.size());
      assertThat(new StoreRows(first, allocator.get()).scan(DriverView.VIEW))
          .containsExactlyInAnyOrderElementsOf(newest(updates));
    } finally {
      threads.shutdown();
    }
  }

  /** Every second batch. */
  private WriteSummary write(RedisOnlineStore store, List<List<Object>> updates, int writer) {
    StoreRows rows = new StoreRows(store, allocator.get());
    WriteSummary sum = new WriteSummary(0, 0);
    for (int from = writer * BATCH; from < updates.size(); from += 2 * BATCH) {
      List<List<Object>> batch = updates.subList(from, Math.min(from + BATCH, updates.size()));
      sum = sum.plus(rows.write(DriverView.VIEW, batch));
    }
    return sum;
  }

  /** Many share an event time and few have no created time; no two of a driver tie in both. */
  private static List<List<Object>> updates() {
    Random random = new Random(11);
    Map<List<Object>, List<Object>> updates = new HashMap<>();
    while (updates.size() < UPDATES) {
      int driver = random.nextInt(DRIVERS);
      long event = random.nextInt(60) * 1_000_003L - 20_000_000L;
      Long created = random.nextInt(8) == 0 ? null : (Long) (event + random.nextInt(1_000));
      List<Object> update =
          row(driver, event, created, random.nextDouble(), "update " + updates.size());
      updates.put(update.subList(0, 3), update);
    }
    List<List<Object>> shuffled = new ArrayList<>(updates.values());
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static List<List<Object>> newest(List<List<Object>> updates) {
    Map<Object, List<Object>> newest = new HashMap<>();
    updates.forEach(update -> newest.merge(update.get(0), update, BinaryOperator.maxBy(AGE)));
    return List.copyOf(newest.values());
  }
}
