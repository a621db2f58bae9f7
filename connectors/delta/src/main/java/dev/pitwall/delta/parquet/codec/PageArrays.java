package dev.pitwall.delta.parquet.codec;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Set;

/**
 * Arrays for decompressed pages, which take turns: the pages of a column are mostly of one size,
 * and a new array for each would have to be filled with zeros first. Not thread-safe: each reader
 * has its own.
 */
public final class PageArrays {
  private static final int MOST_KEPT = 8;

  private final Set<byte[]> lent = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<byte[]> free = new ArrayDeque<>();

  /** An array of exactly that size, with any contents. */
  byte[] take(int size) {
    byte[] array = kept(size);
    lent.add(array);
    return array;
  }

  private byte[] kept(int size) {
    for (Iterator<byte[]> arrays = free.iterator(); arrays.hasNext(); ) {
      byte[] array = arrays.next();
      if (array.length == size) {
        arrays.remove();
        return array;
      }
    }
    return new byte[size];
  }

  /** Takes back an array that nobody reads any more; others than those taken from here are left. */
  public void giveBack(byte[] array) {
    if (lent.remove(array)) {
      if (free.size() == MOST_KEPT) {
        free.removeLast();
      }
      free.addFirst(array);
    }
  }
}
