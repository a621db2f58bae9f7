package dev.pitwall.execution.metrics;

import java.util.IdentityHashMap;

/** The metrics of one run, by plan node; equal nodes are told apart by identity. Thread-safe. */
public final class QueryMetrics {
  private final IdentityHashMap<Object, OperatorMetrics> byNode = new IdentityHashMap<>();

  /** The metrics of a node, all zero when nothing was counted yet. */
  public synchronized OperatorMetrics of(Object node) {
    return byNode.computeIfAbsent(node, n -> new OperatorMetrics());
  }
}
