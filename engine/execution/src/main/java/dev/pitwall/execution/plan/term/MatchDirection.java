package dev.pitwall.execution.plan.term;

/** On which side of a spine row its match lies, in the order of what is matched. */
public enum MatchDirection {
  /** At or before: the greatest value that is no greater than the spine's. */
  BACKWARD,
  /** At or after: the smallest value that is no smaller than the spine's. */
  FORWARD
}
