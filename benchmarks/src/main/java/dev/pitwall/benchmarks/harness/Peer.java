package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What Pitwall is measured against. */
public enum Peer {
  DUCKDB,
  POLARS,
  SPARK,
  FEAST;

  /** The name in commands and figures. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Peer> byLabel(String label) {
    return Arrays.stream(values()).filter(peer -> peer.label().equals(label)).findFirst();
  }

  boolean isPython() {
    return this != DUCKDB;
  }

  /**
   * Whether the peer is asked such a query. Without keys, Spark would sort all rows on one core,
   * and Feast would pair every row with every row.
   */
  public boolean knows(PointInTimeQuery query) {
    return !query.keys().isEmpty() || this == DUCKDB || this == POLARS;
  }
}
