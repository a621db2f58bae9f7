package dev.pitwall.delta.parquet.codec;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/** A compression whose library works on arrays. */
enum ArrayCodec {
  NONE {
    @Override
    int decompress(byte[] from, int offset, int length, byte[] to) {
      System.arraycopy(from, offset, to, 0, length);
      return length;
    }
  },
  SNAPPY {
    @Override
    int decompress(byte[] from, int offset, int length, byte[] to) throws IOException {
      return Snappy.uncompress(from, offset, length, to, 0);
    }
  },
  ZSTD {
    @Override
    int decompress(byte[] from, int offset, int length, byte[] to) throws IOException {
      long size = Zstd.decompressByteArray(to, 0, to.length, from, offset, length);
      if (Zstd.isError(size)) {
        throw new IOException("Zstandard: " + Zstd.getErrorName(size));
      }
      return (int) size;
    }
  };

  /** Decompresses {@code length} bytes; gives the number of bytes written to {@code to}. */
  abstract int decompress(byte[] from, int offset, int length, byte[] to) throws IOException;
}
