package dev.pitwall.redis.hash;

import dev.pitwall.redis.exchange.Request;
import dev.pitwall.redis.layout.RedisKey;
import java.util.concurrent.atomic.AtomicLong;

/** One reading of fields of some hashes. Thread-safe. */
public final class HashReading {
  private final HashFields fields;
  private final boolean whole;
  private final AtomicLong surplus = new AtomicLong();

  HashReading(HashFields fields, boolean whole) {
    this.fields = fields;
    this.whole = whole;
  }

  /** The request for a hash: its answer has the bytes of each field, null where there is none. */
  public Request<byte[][]> of(RedisKey hash) {
    return whole ? new WholeHashRead(hash, fields, this) : new HashRead(hash, fields.names());
  }

  /** Takes note of how many more bytes came unwanted than wanted. */
  void add(long unwanted) {
    surplus.addAndGet(unwanted);
  }

  /** Takes note that the user may not read whole hashes. */
  void refused() {
    fields.readFieldsAlone();
  }

  /** After the last answer: says so when more bytes came unwanted than wanted. */
  public void end() {
    if (surplus.get() > 0) {
      fields.readFieldsAlone();
    }
  }
}
