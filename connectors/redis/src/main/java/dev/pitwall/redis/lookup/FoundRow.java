package dev.pitwall.redis.lookup;

import dev.pitwall.redis.layout.RedisKey;

/**
 * A row that is stored.
 *
 * @param key where
 * @param eventMicros its event timestamp, microseconds since the epoch
 * @param fields the fields read, null for one that was never written
 */
record FoundRow(RedisKey key, long eventMicros, byte[][] fields) {}
