package dev.pitwall.redis.hash;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;

/** Collects the answer of an HMGET: the bytes of each field, null for one that is not there. */
final class FieldsOutput extends CommandOutput<byte[], byte[], byte[][]> {
  private int filled;

  FieldsOutput(int fields) {
    super(ByteArrayCodec.INSTANCE, new byte[fields][]);
  }

  @Override
  public void set(ByteBuffer bytes) {
    output[filled++] = bytes == null ? null : copy(bytes);
  }

  static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }
}
