package dev.pitwall.delta.parquet.encoding;

/**
 * Reads integers that are stored as differences, DELTA_BINARY_PACKED, from an array: blocks of some
 * miniblocks each, whose differences to the least of the block are packed to as many bits as the
 * miniblock needs. Sums wrap around, as the writer's did. Not thread-safe.
 *
 * <p>Format: <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet
 * encodings</a>, "Delta Encoding".
 */
public final class DeltaBinaryDecoder {
  private byte[] data;
  private int position;
  private int end;
  private int miniblocks;
  private int size; // of a miniblock, in values
  private int left; // values that were not read yet, of all
  private long last; // the value before those
  private boolean isFirst;
  private long least; // difference of the block
  private int widths; // where those of the block's miniblocks are
  private int miniblock; // within the block; the one that is read
  private int inMiniblock; // values that were read of it
  private long bit; // where the next value of it is
  private int width; // of its values, in bits
  private long[] skipped = new long[0];

  /** Starts at an encoded sequence; one without bytes has no values. */
  public void reset(byte[] bytes, int from, int to) {
    data = bytes;
    position = from;
    end = to;
    left = 0;
    if (from < to) {
      readHeader();
    }
  }

  private void readHeader() {
    int block = toInt(varint());
    miniblocks = toInt(varint());
    size = miniblocks == 0 ? 0 : block / miniblocks;
    if (size == 0 || block % miniblocks != 0 || size % Byte.SIZE != 0) {
      throw new CorruptPageException("blocks of " + block + " values in " + miniblocks + " parts");
    }
    left = toInt(varint());
    last = signed(varint());
    isFirst = true;
    miniblock = miniblocks;
    inMiniblock = size;
  }

  /** How many values are left to be read. */
  public int left() {
    return left;
  }

  /** Passes over values. */
  public void skip(int count) {
    if (skipped.length < count) {
      skipped = new long[count];
    }
    read(skipped, count);
  }

  /** Reads values. */
  public void read(long[] target, int count) {
    if (count > left) {
      throw new CorruptPageException("a page ends " + (count - left) + " values too early");
    }
    left -= count;
    int done = 0;
    if (isFirst && count > 0) {
      isFirst = false;
      target[done++] = last;
    }
    while (done < count) {
      if (inMiniblock == size) {
        nextMiniblock();
      }
      int step = Math.min(count - done, size - inMiniblock);
      unpack(target, done, step);
      inMiniblock += step;
      done += step;
    }
  }

  /**
   * Where the bytes behind the sequence begin, when all of it was read. What is left of the last
   * miniblock is padding; miniblocks without values take no bytes.
   */
  public int end() {
    return position;
  }

  private void nextMiniblock() {
    if (++miniblock >= miniblocks) {
      least = signed(varint());
      widths = position;
      position += miniblocks;
      miniblock = 0;
    }
    width = position <= end ? data[widths + miniblock] & 0xFF : Byte.MAX_VALUE;
    bit = (long) Byte.SIZE * position;
    long next = position + (long) size / Byte.SIZE * width;
    if (width > Long.SIZE || next > end) {
      throw new CorruptPageException("differences end too early");
    }
    position = (int) next;
    inMiniblock = 0;
  }

  private void unpack(long[] target, int from, int count) {
    long value = last;
    if (width == 0) {
      for (int i = from; i < from + count; i++) {
        value += least;
        target[i] = value;
      }
    } else if (width <= Long.SIZE - Byte.SIZE) {
      value = unpackWords(target, from, count);
    } else {
      for (int i = from; i < from + count; i++, bit += width) {
        value += least + bits(bit);
        target[i] = value;
      }
    }
    last = value;
  }

  private long unpackWords(long[] target, int from, int count) {
    byte[] bytes = data;
    int step = width;
    long mask = (1L << step) - 1;
    long add = least;
    long at = bit;
    long value = last;
    for (int i = from; i < from + count; i++, at += step) {
      value += add + (PackedBits.word(bytes, (int) (at >>> 3)) >>> (at & 7) & mask);
      target[i] = value;
    }
    bit = at;
    return value;
  }

  private long bits(long at) {
    int from = (int) (at >>> 3);
    int shift = (int) (at & 7);
    long word = PackedBits.word(data, from) >>> shift;
    if (shift + width > Long.SIZE) {
      word |= (data[from + Long.BYTES] & 0xFFL) << (Long.SIZE - shift);
    }
    return width == Long.SIZE ? word : word & ((1L << width) - 1);
  }

  private static int toInt(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new CorruptPageException(Long.toUnsignedString(number) + " values in a page or block");
    }
    return (int) number;
  }

  private static long signed(long zigzag) {
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; position < end && shift < 70; shift += 7) {
      byte next = data[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new CorruptPageException("differences end too early");
  }
}
