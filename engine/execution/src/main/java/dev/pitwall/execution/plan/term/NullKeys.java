package dev.pitwall.execution.plan.term;

/** What becomes of a key with a NULL part. */
public enum NullKeys {
  /** It equals nothing, not even itself, and has no number: joins. */
  MATCH_NOTHING,
  /** NULL equals NULL: grouping. */
  ARE_EQUAL
}
