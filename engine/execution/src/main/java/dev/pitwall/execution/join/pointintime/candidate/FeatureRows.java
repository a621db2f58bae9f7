package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.key.KeyNumbering;

/**
 * What counts of feature rows when they are matched, column by column. Reused from batch to batch;
 * not thread-safe.
 */
public final class FeatureRows {
  /** The key number of each row; {@link KeyNumbering#NONE} for one that can match nothing. */
  final int[] keys;

  final long[] events;

  /**
   * Created timestamps, for NULL the smallest long, or the largest where NULL is the newest; empty
   * where they do not count.
   */
  final long[] createds;

  /** Split or batch and position, with {@link CandidateStore#CREATED_NEWER} where it is set. */
  final long[] ids;

  private int size;

  FeatureRows(int capacity, CandidateStore.Order order) {
    this.keys = new int[capacity];
    this.events = new long[capacity];
    this.ids = new long[capacity];
    boolean created = order == CandidateStore.Order.EVENT_THEN_CREATED_THEN_ROW;
    this.createds = new long[created ? capacity : 0];
  }

  /** What rows take, in bytes. */
  static long bytesFor(int capacity) {
    return (Integer.BYTES + 3L * Long.BYTES) * capacity;
  }

  int capacity() {
    return keys.length;
  }

  int size() {
    return size;
  }

  void resize(int newSize) {
    size = newSize;
  }

  long created(int row) {
    return createds.length == 0 ? Long.MIN_VALUE : createds[row];
  }

  /** Adds a row of others. */
  void add(FeatureRows others, int row) {
    keys[size] = others.keys[row];
    events[size] = others.events[row];
    ids[size] = others.ids[row];
    if (createds.length > 0) {
      createds[size] = others.createds[row];
    }
    size++;
  }
}
