package dev.pitwall.delta.parquet.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;

/** Decompresses with one codec into arrays of their own. */
final class ArrayDecompressor implements BytesInputDecompressor {
  private final ArrayCodec codec;
  private final PageArrays arrays;

  ArrayDecompressor(ArrayCodec codec, PageArrays arrays) {
    this.codec = codec;
    this.arrays = arrays;
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
    byte[] page = decompress(input, compressedSize, size);
    output.put(page);
    arrays.giveBack(page);
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
    byte[] to = arrays.take(size);
    int written = codec.decompress(from, offset, length, to);
    if (written != size) {
      throw new IOException("a page has " + written + " bytes, not " + size);
    }
    return to;
  }
}
