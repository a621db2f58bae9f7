package dev.pitwall.redis.layout;

/** Feast's versions of the entity key; 3 is written, the others are only read. */
public enum KeyVersion {
  /** No count, no lengths of names, INT64 in four bytes. */
  V1,
  /** No count, no lengths of names. */
  V2,
  /** Says of every part how long it is. */
  V3
}
