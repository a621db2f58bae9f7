package dev.pitwall.redis.layout;

import java.util.Arrays;
import java.util.Objects;

/** A key's bytes, compared by value. */
public final class RedisKey {
  private final byte[] bytes;

  /** Takes the bytes over; they are not copied. */
  public RedisKey(byte[] bytes) {
    this.bytes = Objects.requireNonNull(bytes, "bytes");
  }

  /** The bytes themselves, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RedisKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Quoted the way redis-cli prints and takes it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("\"");
    for (byte next : bytes) {
      if (next == '"' || next == '\\') {
        text.append('\\').append((char) next);
      } else if (next >= ' ' && next < 0x7f) {
        text.append((char) next);
      } else {
        text.append(String.format("\\x%02x", next));
      }
    }
    return text.append('"').toString();
  }
}
