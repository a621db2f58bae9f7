package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.key.KeyNumbering;

/**
 * What counts of feature rows when they are matched, column by column. Reused from batch to batch;
 * not thread-safe.
 */
public final class FeatureRows {
  /** How many places a row is moved at most to be sorted. */
  private static final int REACH = 16;

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

  /**
   * Sorts rows by event timestamp that lie nearly so. Those of the same one stay in their order.
   *
   * @param late receives the rows that belong more than {@link #REACH} places earlier; they are
   *     taken out
   */
  void sort(FeatureRows late) {
    int sorted = 0;
    for (int i = 0; i < size; i++) {
      int lowest = Math.max(0, sorted - REACH);
      int place = sorted;
      while (place > lowest && events[place - 1] > events[i]) {
        place--;
      }
      if (place > 0 && events[place - 1] > events[i]) {
        late.add(this, i);
      } else {
        move(i, place, sorted++);
      }
    }
    size = sorted;
  }

  /** Moves a row to an earlier place, and those from there to an end by one. */
  private void move(int from, int place, int end) {
    if (from == place) {
      return;
    }
    int key = keys[from];
    long event = events[from];
    long id = ids[from];
    long created = created(from);
    for (int i = end; i > place; i--) {
      copy(i - 1, i);
    }
    keys[place] = key;
    events[place] = event;
    ids[place] = id;
    if (createds.length > 0) {
      createds[place] = created;
    }
  }

  private void copy(int from, int to) {
    keys[to] = keys[from];
    events[to] = events[from];
    ids[to] = ids[from];
    if (createds.length > 0) {
      createds[to] = createds[from];
    }
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
