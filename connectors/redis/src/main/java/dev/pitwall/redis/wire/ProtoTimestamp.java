package dev.pitwall.redis.wire;

/** {@code google.protobuf.Timestamp}: seconds in field 1, nanoseconds in field 2. */
public final class ProtoTimestamp {
  private static final int SECONDS = 1;
  private static final int NANOS = 2;
  private static final long MICROS_A_SECOND = 1_000_000;
  private static final long NANOS_A_MICRO = 1_000;
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private ProtoTimestamp() {}

  /** The bytes of a time in microseconds since the epoch; none for the epoch itself. */
  public static byte[] toBytes(long micros) {
    WireWriter writer = new WireWriter();
    long seconds = Math.floorDiv(micros, MICROS_A_SECOND);
    long nanos = Math.floorMod(micros, MICROS_A_SECOND) * NANOS_A_MICRO;
    if (seconds != 0) {
      writer.tag(SECONDS, WireType.VARINT).varint(seconds);
    }
    if (nanos != 0) {
      writer.tag(NANOS, WireType.VARINT).varint(nanos);
    }
    return writer.toBytes();
  }

  /**
   * Microseconds since the epoch, rounded down.
   *
   * @throws MalformedBytesException when the bytes are no time, or none that fits
   */
  public static long toMicros(byte[] bytes) {
    WireReader reader = WireReader.of(bytes);
    long seconds = 0;
    long nanos = 0;
    while (reader.hasMore()) {
      int tag = reader.tag();
      if (tag == WireType.tag(SECONDS, WireType.VARINT)) {
        seconds = reader.varint();
      } else if (tag == WireType.tag(NANOS, WireType.VARINT)) {
        nanos = reader.varint();
      } else {
        reader.skip(tag);
      }
    }
    return micros(seconds, nanos);
  }

  private static long micros(long seconds, long nanos) {
    if (nanos < 0 || nanos >= NANOS_A_SECOND) {
      throw new MalformedBytesException("a timestamp has " + nanos + " nanoseconds");
    }
    try {
      // Towards zero first, so that the lowest times of all do not overflow half-way.
      long whole = seconds < 0 ? seconds + 1 : seconds;
      long rest = nanos / NANOS_A_MICRO - (seconds < 0 ? MICROS_A_SECOND : 0);
      return Math.addExact(Math.multiplyExact(whole, MICROS_A_SECOND), rest);
    } catch (ArithmeticException e) {
      throw new MalformedBytesException("a timestamp is out of range", e);
    }
  }
}
