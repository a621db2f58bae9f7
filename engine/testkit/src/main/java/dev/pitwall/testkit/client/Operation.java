package dev.pitwall.testkit.client;

/** What every client is asked to do with a column, or, for {@link #CANCEL}, with a statement. */
public enum Operation {
  /** Reads the stored values. */
  QUERY,
  /** Tells the type of the column, and whether it may be NULL, as the answer of a query has it. */
  RESULT,
  /** Tells the type, size, scale and nullability of the stored column. */
  METADATA,
  /** Sends each value as a parameter of a prepared query that returns it. */
  BIND,
  /** Sends all values as parameters of one prepared INSERT, and reads them back. */
  BATCH,
  /** Uploads a temporary table, and reads it back. */
  INGEST,
  /** Uploads rows into a Delta table, and reads them back. */
  APPEND,
  /** Breaks a statement off while the server works at it. */
  CANCEL
}
