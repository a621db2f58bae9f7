package dev.pitwall.redis.write;

/**
 * A row of a batch.
 *
 * @param row its position in the batch
 * @param eventMicros its event timestamp
 * @param createdMicros its created timestamp; null when unknown
 */
record OfferedRow(int row, long eventMicros, Long createdMicros) {
  /** Whether this row, which comes later, takes the other's place. */
  boolean replaces(OfferedRow other) {
    if (eventMicros != other.eventMicros) {
      return eventMicros > other.eventMicros;
    }
    return other.createdMicros == null
        || (createdMicros != null && createdMicros >= other.createdMicros);
  }
}
