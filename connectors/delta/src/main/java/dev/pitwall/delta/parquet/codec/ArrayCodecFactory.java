package dev.pitwall.delta.parquet.codec;

import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Decompresses pages. Snappy and Zstandard, which nearly all files use, are called straight on
 * arrays, past Hadoop's streams and direct buffers; the rest goes to Parquet's own factory. Not
 * thread-safe: each reader has its own.
 */
public final class ArrayCodecFactory implements CompressionCodecFactory {
  private static final int PAGE_SIZE = 1 << 20;

  private final PageArrays arrays;
  private CodecFactory stock;

  /**
   * Makes a factory.
   *
   * @param arrays where the arrays of pages come from
   */
  public ArrayCodecFactory(PageArrays arrays) {
    this.arrays = arrays;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return stock().getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new ArrayDecompressor(ArrayCodec.NONE, arrays);
      case SNAPPY -> new ArrayDecompressor(ArrayCodec.SNAPPY, arrays);
      case ZSTD -> new ArrayDecompressor(ArrayCodec.ZSTD, arrays);
      default -> stock().getDecompressor(codec);
    };
  }

  @Override
  public void release() {
    if (stock != null) {
      stock.release();
    }
  }

  private CodecFactory stock() {
    if (stock == null) {
      stock = new CodecFactory(new PlainParquetConfiguration(), PAGE_SIZE);
    }
    return stock;
  }
}
