package dev.pitwall.redis.lookup;

import dev.pitwall.redis.layout.RedisKey;

/**
 * A row that is stored.
 *
 * @param key where
 * @param eventMicros its event timestamp, microseconds since the epoch
 * @param fields the fields read, also for other views; null for one that was never written
 * @param from where the event timestamp is among them, which the view's columns follow
 */
record FoundRow(RedisKey key, long eventMicros, byte[][] fields, int from) {
  /** The field of a column, by its position among those wanted. */
  byte[] field(int column) {
    return fields[from + 1 + column];
  }
}
