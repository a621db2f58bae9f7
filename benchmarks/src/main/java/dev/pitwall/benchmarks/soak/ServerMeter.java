package dev.pitwall.benchmarks.soak;

import dev.pitwall.benchmarks.online.PitwallProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Reads from a server's metrics what it holds. */
public final class ServerMeter {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest metrics;

  /** Reads from a server that was started with metrics. */
  public ServerMeter(PitwallProcess server) {
    this.metrics = HttpRequest.newBuilder(URI.create(server.metrics() + "/metrics")).build();
  }

  /** The least that the server holds at any time of some seconds. */
  public ServerUse leastOf(double seconds) {
    ServerUse[] least = {now()};
    poll(
        seconds,
        use -> {
          least[0] = least[0].least(use);
          return false;
        });
    return least[0];
  }

  /**
   * Waits until the server holds no more than it did, but no longer than some seconds.
   *
   * @return what it still holds beyond that
   */
  public ServerUse awaitBack(ServerUse before, double seconds) {
    return poll(seconds, use -> use.beyond(before).isNothing()).beyond(before);
  }

  /** Waits until the memory is back, but no longer than some seconds. */
  public void awaitMemory(ServerUse before, double seconds) {
    poll(seconds, use -> use.bytes() <= before.bytes());
  }

  private ServerUse poll(double seconds, Predicate<ServerUse> enough) {
    long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    ServerUse use = now();
    while (!enough.test(use) && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE);
      use = now();
    }
    return use;
  }

  private ServerUse now() {
    String page = page();
    return new ServerUse(
        value(page, "pitwall_memory_reserved_bytes"),
        value(page, "process_files_open_files"),
        value(page, "jvm_threads_live_threads"));
  }

  private String page() {
    try {
      return http.send(metrics, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException("the server's metrics cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static long value(String page, String name) {
    return page.lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the server does not tell " + name));
  }
}
