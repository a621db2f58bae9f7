package dev.pitwall.benchmarks.workload;

/**
 * How much a server is asked for at once.
 *
 * @param clients of all kinds together, 2 at least
 * @param minutes how long
 */
public record Load(int clients, double minutes) {
  public Load {
    if (clients < 2) {
      throw new IllegalArgumentException("clients must be at least 2, not " + clients);
    }
  }
}
