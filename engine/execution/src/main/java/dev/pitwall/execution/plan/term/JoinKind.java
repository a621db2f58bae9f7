package dev.pitwall.execution.plan.term;

/** Which rows without a partner a join keeps. */
public enum JoinKind {
  INNER,
  LEFT,
  RIGHT,
  FULL,
  /** Left rows that have a partner, each once; left columns only. */
  SEMI,
  /** Left rows that have none, by SQL's NOT EXISTS; left columns only. */
  ANTI
}
