package dev.pitwall.core.session;

/** What a statement does. */
public enum StatementKind {
  QUERY,
  EXPLAIN,
  INSERT,
  /** CREATE, ALTER, DROP, SHOW and DESCRIBE. */
  DEFINITION,
  /** MATERIALIZE and CHECK MATERIALIZATION. */
  MATERIALIZE,
  /** OPTIMIZE, VACUUM and ERASE ENTITY. */
  MAINTENANCE,
  /** SET, RESET and KILL QUERY. */
  CONTROL,
  /** What could not be planned, so that it is not known. */
  UNPLANNED
}
