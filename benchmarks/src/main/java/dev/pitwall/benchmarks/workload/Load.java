package dev.pitwall.benchmarks.workload;

/**
 * How much a server is asked for at once.
 *
 * @param clients of soak, of all kinds together, 2 at least
 * @param minutes how long soak has them all at work
 * @param lookupsPerSecond of online, of all connections together; more than 0
 */
public record Load(int clients, double minutes, double lookupsPerSecond) {
  public Load {
    if (clients < 2) {
      throw new IllegalArgumentException("clients must be at least 2, not " + clients);
    }
    if (!(lookupsPerSecond > 0)) {
      throw new IllegalArgumentException("rate must be more than 0, not " + lookupsPerSecond);
    }
  }
}
