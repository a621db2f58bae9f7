package dev.pitwall.redis.hash;

import dev.pitwall.redis.exchange.Request;
import dev.pitwall.redis.layout.RedisKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fields that are read together of one hash after another, and the cheaper way to do so. Redis
 * looks for each field of an HMGET from the start of a small hash: where most fields are wanted, an
 * HGETALL takes a third of that time. How many a hash has is asked for now and then; of hashes with
 * large values of others, as the bytes that come tell, the fields alone are read again.
 * Thread-safe.
 */
public final class HashFields {
  private static final int LENGTH_EVERY = 1_024;

  private final FieldNames names;
  private final FieldPlaces places;
  private final AtomicInteger readings = new AtomicInteger();
  private volatile boolean whole;

  /**
   * Prepares.
   *
   * @param names of the fields, in the order of the answers; a name may come more than once
   */
  public HashFields(List<byte[]> names) {
    this.names = new FieldNames(names);
    this.places = new FieldPlaces(names);
  }

  FieldNames names() {
    return names;
  }

  FieldPlaces places() {
    return places;
  }

  /** Begins to read some hashes, all in the same way. */
  public HashReading begin() {
    return new HashReading(whole);
  }

  /** The request for a hash: its answer has the bytes of each field, null where there is none. */
  public Request<byte[][]> of(RedisKey hash, HashReading reading) {
    return reading.isWhole()
        ? new WholeHashRead(hash, names, places, reading)
        : new HashRead(hash, names);
  }

  /** Learns from a reading, after the last answer. */
  public void end(HashReading reading) {
    if (reading.isRegretted()) {
      whole = false;
    }
  }

  /** Whether a {@link HashLength} should be asked for, and {@linkplain #learn learnt} from. */
  public boolean isLengthWanted() {
    if (whole) {
      return false;
    }
    int reading = readings.getAndIncrement();
    return reading % LENGTH_EVERY == 0 || Integer.bitCount(reading) == 1;
  }

  /** Takes note of how many fields a hash has; one that is not there says nothing. */
  public void learn(long length) {
    whole = length > 0 && length <= 2L * places.distinct();
  }
}
