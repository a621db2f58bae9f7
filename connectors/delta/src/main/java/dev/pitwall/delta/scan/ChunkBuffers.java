package dev.pitwall.delta.scan;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferAllocator;

/**
 * Heap buffers for the column chunks that are read, used again from one row group to the next: they
 * are large, and new ones would make the collector copy all else that is young. Thread-safe.
 */
final class ChunkBuffers {
  private static final long SHARE_OF_HEAP = 16;

  private final long mostKept = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  private final Deque<byte[]> free = new ArrayDeque<>();
  private long kept;

  /** Buffers for one reader. */
  Lease lease() {
    return new Lease();
  }

  private synchronized byte[] take(int size) {
    for (Iterator<byte[]> arrays = free.iterator(); arrays.hasNext(); ) {
      byte[] array = arrays.next();
      if (array.length >= size && array.length / 2 <= size) {
        arrays.remove();
        kept -= array.length;
        return array;
      }
    }
    return new byte[size];
  }

  private synchronized void giveBack(byte[] array) {
    free.addFirst(array);
    kept += array.length;
    while (kept > mostKept) {
      kept -= free.removeLast().length;
    }
  }

  /** The buffers of one reader, which all go back at once. Thread-safe, as reads may overlap. */
  final class Lease implements ByteBufferAllocator {
    private final List<byte[]> taken = new ArrayList<>();

    @Override
    public synchronized ByteBuffer allocate(int size) {
      byte[] array = take(size);
      taken.add(array);
      return ByteBuffer.wrap(array, 0, size).slice();
    }

    /** Does nothing: pages may still be decompressed from it. */
    @Override
    public void release(ByteBuffer buffer) {}

    @Override
    public boolean isDirect() {
      return false;
    }

    /** Gives all buffers back, once nobody reads from or into them. */
    synchronized void end() {
      taken.forEach(ChunkBuffers.this::giveBack);
      taken.clear();
    }
  }
}
