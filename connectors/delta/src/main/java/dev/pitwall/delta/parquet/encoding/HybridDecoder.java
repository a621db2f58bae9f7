package dev.pitwall.delta.parquet.encoding;

import java.util.Arrays;

/**
 * Reads Parquet's hybrid of run-length and bit-packed integers, at most 32 bits wide, from an
 * array. Not thread-safe.
 */
public final class HybridDecoder {
  private byte[] data;
  private int position;
  private int end;
  private int width;
  private int runLeft;
  private boolean packed;
  private int runValue;
  private long packedBit;

  /** Starts at an encoded sequence. */
  public void reset(byte[] bytes, int from, int to, int bitWidth) {
    data = bytes;
    position = from;
    end = to;
    width = bitWidth;
    runLeft = 0;
  }

  /** The number of values left of the current run, which is started if need be. */
  public int run() {
    if (runLeft == 0) {
      startRun();
    }
    return runLeft;
  }

  /** Whether the current run is one value over and over. */
  public boolean isRepeated() {
    return !packed;
  }

  /** The value of the current run, if it is repeated. */
  public int repeated() {
    return runValue;
  }

  /** Passes over values. */
  public void skip(int count) {
    for (int left = count; left > 0; ) {
      int step = Math.min(left, run());
      advance(step);
      left -= step;
    }
  }

  /** Passes over values of the current run. */
  public void advance(int count) {
    runLeft -= count;
    packedBit += (long) count * width;
  }

  /** Reads values. */
  public void read(int[] target, int count) {
    for (int done = 0; done < count; ) {
      int step = Math.min(count - done, run());
      if (packed) {
        unpack(target, done, step);
      } else {
        Arrays.fill(target, done, done + step, runValue);
      }
      advance(step);
      done += step;
    }
  }

  private void unpack(int[] target, int from, int count) {
    long mask = (1L << width) - 1;
    long bit = packedBit;
    byte[] bytes = data;
    for (int i = 0; i < count; i++, bit += width) {
      long word = PackedBits.word(bytes, (int) (bit >>> 3));
      target[from + i] = (int) ((word >>> (bit & 7)) & mask);
    }
  }

  private void startRun() {
    int header = varint();
    packed = (header & 1) == 1;
    if (packed) {
      runLeft = (header >>> 1) * 8;
      packedBit = 8L * position;
      position += (header >>> 1) * width;
    } else {
      runLeft = header >>> 1;
      runValue = 0;
      for (int i = 0; i < (width + 7) / 8; i++) {
        runValue |= (data[position++] & 0xFF) << (8 * i);
      }
    }
    if (runLeft <= 0) {
      throw new CorruptPageException("an empty run of levels or indices");
    }
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; position < end && shift < 35; shift += 7) {
      byte next = data[position++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new CorruptPageException("levels or indices end too early");
  }
}
