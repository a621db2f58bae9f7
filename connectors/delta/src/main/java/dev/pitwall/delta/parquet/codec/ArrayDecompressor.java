package dev.pitwall.delta.parquet.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;

/** Decompresses with one codec into a new array each time. */
final class ArrayDecompressor implements BytesInputDecompressor {
  private final ArrayCodec codec;

  ArrayDecompressor(ArrayCodec codec) {
    this.codec = codec;
  }

  @Override
  public BytesInput decompress(BytesInput input, int size) throws IOException {
    if (codec == ArrayCodec.NONE) {
      return input;
    }
    ByteBuffer compressed = input.toByteBuffer();
    return BytesInput.from(decompress(compressed, compressed.remaining(), size));
  }

  @Override
  public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size)
      throws IOException {
    output.put(decompress(input, compressedSize, size));
    input.position(input.position() + compressedSize);
  }

  @Override
  public void release() {}

  private byte[] decompress(ByteBuffer input, int length, int size) throws IOException {
    byte[] from;
    int offset = 0;
    if (input.hasArray()) {
      from = input.array();
      offset = input.arrayOffset() + input.position();
    } else {
      from = new byte[length];
      input.duplicate().get(from);
    }
    byte[] to = new byte[size];
    int written = codec.decompress(from, offset, length, to);
    if (written != size) {
      throw new IOException("a page has " + written + " bytes, not " + size);
    }
    return to;
  }
}
