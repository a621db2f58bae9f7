package dev.pitwall.benchmarks.harness;

import java.util.Locale;

/** What Pitwall is measured against. */
public enum Peer {
  DUCKDB;

  /** The name in commands and figures. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
