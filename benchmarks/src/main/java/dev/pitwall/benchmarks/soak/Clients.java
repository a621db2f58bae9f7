package dev.pitwall.benchmarks.soak;

import dev.pitwall.benchmarks.online.KeyDraw;
import dev.pitwall.benchmarks.online.LoadGenerator;
import dev.pitwall.benchmarks.online.LookupClient;
import dev.pitwall.benchmarks.online.PitwallProcess;
import dev.pitwall.benchmarks.online.ServingViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Clients of one server, whose failures are counted together.
 *
 * @param views in which they look up
 * @param keys which they look up
 */
public record Clients(PitwallProcess server, ServingViews views, KeyDraw keys, Failures failures) {
  private static final double REQUESTS_PER_CLIENT = 1;

  public Clients {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(views, "views");
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(failures, "failures");
  }

  /** Looks up as fast as the server answers. */
  public void hurry(int clients, double seconds) {
    connected(clients, all -> LoadGenerator.closedLoop(all, keys, seconds));
  }

  /** Looks up once a second and client; gives latencies in nanoseconds. */
  public Histogram lookUp(int clients, double seconds) {
    return connected(
        clients, all -> LoadGenerator.openLoop(all, keys, clients * REQUESTS_PER_CLIENT, seconds));
  }

  /** Starts clients that ask for large answers, and take the queries in turn. */
  public LargeQueries ask(List<LargeQuery> queries, int clients) {
    return LargeQueries.start(server, queries, clients, failures);
  }

  private <T> T connected(int clients, Function<List<LookupClient>, T> work) {
    List<LookupClient> all = new ArrayList<>();
    try {
      for (int i = 0; i < clients; i++) {
        all.add(new CountedLookups(server.connect(views), failures));
      }
      return work.apply(all);
    } finally {
      all.forEach(LookupClient::close);
    }
  }
}
