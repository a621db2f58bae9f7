package dev.pitwall.redis.wire;

/** How a field of a protobuf message is written; the low three bits of its tag. */
public final class WireType {
  public static final int VARINT = 0;
  public static final int FIXED64 = 1;
  public static final int BLOCK = 2;
  public static final int FIXED32 = 5;

  private WireType() {}

  /** The tag of a field. */
  public static int tag(int field, int type) {
    return field << 3 | type;
  }
}
