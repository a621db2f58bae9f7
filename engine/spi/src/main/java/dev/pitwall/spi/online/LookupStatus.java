package dev.pitwall.spi.online;

/** What a key lookup found; the {@code $status} of each row of a {@link LookupResult}. */
public enum LookupStatus {
  /** A row within its TTL. */
  PRESENT,
  /** No row for that key, or a key part is NULL. */
  NOT_FOUND,
  /** A row older than the view's TTL; its features are given as NULL. */
  OUTSIDE_MAX_AGE,
  /** A row within its TTL in which every feature asked for is NULL. */
  NULL_VALUE
}
