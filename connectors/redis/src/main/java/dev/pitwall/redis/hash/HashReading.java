package dev.pitwall.redis.hash;

import java.util.concurrent.atomic.AtomicLong;

/** What is noted while fields of some hashes are read, all in the same way. Thread-safe. */
public final class HashReading {
  private final boolean whole;
  private final AtomicLong surplus = new AtomicLong();
  private volatile boolean refused;

  HashReading(boolean whole) {
    this.whole = whole;
  }

  /** Whether hashes are read whole. */
  boolean isWhole() {
    return whole;
  }

  /** Takes note of how many more bytes came unwanted than wanted. */
  void add(long unwanted) {
    surplus.addAndGet(unwanted);
  }

  /** Takes note that the user may not read whole hashes. */
  void refuse() {
    refused = true;
  }

  /** Whether the fields alone had better been read. */
  boolean isRegretted() {
    return refused || surplus.get() > 0;
  }
}
