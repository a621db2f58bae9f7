package dev.pitwall.redis.client;

import io.lettuce.core.cluster.RedisClusterClient;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks the cluster who serves what, when a server was found wanting. Lettuce's own triggers do not
 * fire on time-outs, which are all that a stopped server gives.
 */
final class TopologyWatch {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** A question waits for servers that hang, while another may already find a new master. */
  private static final int AT_ONCE = 4;

  private final RedisClusterClient client;
  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final AtomicInteger running = new AtomicInteger();

  TopologyWatch(RedisClusterClient client) {
    this.client = client;
  }

  /** Looks now, unless that was done a moment ago. */
  void look() {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + PAUSE_NANOS)) {
      return;
    }
    if (running.incrementAndGet() > AT_ONCE) {
      running.decrementAndGet();
      return;
    }
    client.refreshPartitionsAsync().whenComplete((done, error) -> running.decrementAndGet());
  }
}
