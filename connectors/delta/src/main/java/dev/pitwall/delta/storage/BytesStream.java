package dev.pitwall.delta.storage;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.FSInputStream;

/** Reads bytes as Hadoop wants files to be read. Not thread-safe. */
final class BytesStream extends FSInputStream {
  private final byte[] bytes;
  private int next;

  BytesStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    return next < bytes.length ? bytes[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length > 0 && next == bytes.length) {
      return -1;
    }
    int count = Math.min(length, bytes.length - next);
    System.arraycopy(bytes, next, target, offset, count);
    next += count;
    return count;
  }

  @Override
  public int available() {
    return bytes.length - next;
  }

  @Override
  public void seek(long position) throws IOException {
    if (position < 0 || position > bytes.length) {
      throw new EOFException("there is no byte " + position);
    }
    next = (int) position;
  }

  @Override
  public long getPos() {
    return next;
  }

  @Override
  public boolean seekToNewSource(long position) {
    return false;
  }
}
