package dev.pitwall.redis.hash;

import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/**
 * The names of fields that many hashes are asked for, encoded once for all of them: a hash has
 * dozens, and Lettuce encodes each name of each command anew.
 */
final class FieldNames {
  private final int count;
  private final byte[] encoded;

  FieldNames(List<byte[]> names) {
    this.count = names.size();
    CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    names.forEach(arguments::add);
    ByteBuf buffer = Unpooled.buffer();
    arguments.encode(buffer);
    this.encoded = new byte[buffer.readableBytes()];
    buffer.readBytes(encoded);
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** The arguments of an HMGET. */
  CommandArgs<byte[], byte[]> of(RedisKey hash) {
    return new Arguments(this).addKey(hash.bytes());
  }

  private static final class Arguments extends CommandArgs<byte[], byte[]> {
    private final FieldNames names;

    Arguments(FieldNames names) {
      super(ByteArrayCodec.INSTANCE);
      this.names = names;
    }

    @Override
    public int count() {
      return super.count() + names.count;
    }

    @Override
    public void encode(ByteBuf target) {
      super.encode(target);
      target.writeBytes(names.encoded);
    }
  }
}
