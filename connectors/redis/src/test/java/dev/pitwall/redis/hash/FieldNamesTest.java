package dev.pitwall.redis.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against arguments that Lettuce encodes one by one. */
class FieldNamesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 120})
  void areEncodedAsLettuceDoes(int count) {
    List<byte[]> names =
        IntStream.range(0, count).mapToObj(i -> bytes("fé".repeat(i % 7) + i)).toList();
    RedisKey hash = new RedisKey(bytes("driver 1001"));
    CommandArgs<byte[], byte[]> expected =
        new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(hash.bytes());
    names.forEach(expected::add);

    CommandArgs<byte[], byte[]> arguments = new FieldNames(names).of(hash);

    assertThat(arguments.count()).isEqualTo(expected.count());
    assertThat(arguments.getFirstEncodedKey()).isEqualTo(expected.getFirstEncodedKey());
    assertThat(encoded(arguments)).isEqualTo(encoded(expected));
  }

  private static ByteBuf encoded(CommandArgs<byte[], byte[]> arguments) {
    ByteBuf buffer = Unpooled.buffer();
    arguments.encode(buffer);
    return buffer;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
