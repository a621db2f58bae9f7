package dev.pitwall.testkit.contract;

/** What an offline store may lack, by name. */
public enum OfflineBehaviour {
  /** Writes TIMESTAMP without a zone. */
  WRITE_TIMESTAMP_WITHOUT_ZONE,
  /** Writes MAP and ROW. */
  WRITE_NESTED_TYPES,
  /** Partitions tables by columns. */
  PARTITIONS
}
