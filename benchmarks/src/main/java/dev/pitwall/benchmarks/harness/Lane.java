package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;

/**
 * One contender that runs one query.
 *
 * @param label a name of its own among all that run in turn
 * @param contender the contender's name
 * @param query what it runs
 */
public record Lane(String label, String contender, PointInTimeQuery query) {
  /** Pitwall on a query. */
  public static Lane pitwall(PointInTimeQuery query) {
    return of("pitwall", query);
  }

  /** A peer on a query. */
  public static Lane of(Peer peer, PointInTimeQuery query) {
    return of(peer.label(), query);
  }

  private static Lane of(String contender, PointInTimeQuery query) {
    return new Lane(contender + " " + query.name(), contender, query);
  }
}
