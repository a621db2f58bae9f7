package dev.pitwall.execution.join.pointintime.spine;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.task.QueryContext;
import java.util.Arrays;

/**
 * The distinct pairs (key, timestamp) of a spine. Slots are numbered by key, then by timestamp, so
 * that a key's slots lie together in ascending order of time.
 */
public final class SpineSlots implements AutoCloseable {
  private static final int KEYS_AT_ONCE = 8192;

  private final HeapReservation reservation;
  private final int[] starts;
  private long[] times;
  private SlotTimeline timeline; // null until somebody asks

  /**
   * Makes room for the timestamps of all spine rows.
   *
   * @param rowsOfKey how many rows each key has, by key number
   */
  public SpineSlots(int[] rowsOfKey, int keys, QueryMemory memory) {
    this.reservation = memory.reservation();
    long rows = 0;
    for (int key = 0; key < keys; key++) {
      rows += rowsOfKey[key];
    }
    int size = Math.toIntExact(rows);
    reservation.resize((long) Long.BYTES * size + 2L * Integer.BYTES * (keys + 1));
    this.starts = new int[keys + 1];
    for (int key = 0; key < keys; key++) {
      starts[key + 1] = starts[key] + rowsOfKey[key];
    }
    this.times = new long[size];
  }

  /** Puts timestamps in their keys' places, in any order; {@link #seal()} follows. */
  public final class Filler {
    private final int[] next = Arrays.copyOf(starts, starts.length);

    void put(int key, long time) {
      times[next[key]++] = time;
    }

    private void sort(int fromKey, int toKey) {
      for (int key = fromKey; key < toKey; key++) {
        Arrays.sort(times, starts[key], starts[key + 1]);
      }
    }

    /** Sorts each key's timestamps and drops repeated ones. */
    void seal(QueryContext context) {
      context.loop(keys(), KEYS_AT_ONCE, this::sort);
      int size = 0;
      int from = 0;
      for (int key = 0; key < keys(); key++) {
        int to = starts[key + 1];
        starts[key] = size;
        for (int i = from; i < to; i++) {
          if (i == from || times[i] != times[i - 1]) {
            times[size++] = times[i];
          }
        }
        from = to;
      }
      starts[keys()] = size;
    }
  }

  public Filler filler() {
    return new Filler();
  }

  public int keys() {
    return starts.length - 1;
  }

  /** How many slots there are. */
  public int size() {
    return starts[keys()];
  }

  /** The first slot of a key. */
  public int start(int key) {
    return starts[key];
  }

  /** One more than the last slot of a key. */
  public int end(int key) {
    return starts[key + 1];
  }

  public long time(int slot) {
    return times[slot];
  }

  /**
   * The slots in order of time, made when first asked for; may be asked for by several threads.
   *
   * @throws dev.pitwall.spi.error.PitwallException MEMORY_LIMIT_EXCEEDED
   */
  public synchronized SlotTimeline timeline() {
    if (timeline == null) {
      long bytes = reservation.bytes();
      reservation.resize(bytes + (long) SlotTimeline.BYTES_TO_SORT * size());
      timeline = new SlotTimeline(this);
      reservation.resize(bytes + (long) SlotTimeline.BYTES * size());
    }
    return timeline;
  }

  /** The key's first slot at or after a time; {@link #end} when there is none. */
  public int firstAtOrAfter(int key, long time) {
    int slot = starts[key];
    int length = starts[key + 1] - slot;
    if (length == 0) {
      return slot;
    }
    while (length > 1) { // without a branch on the data, which no processor could predict
      int half = length >>> 1;
      slot += times[slot + half - 1] < time ? half : 0;
      length -= half;
    }
    return times[slot] < time ? slot + 1 : slot;
  }

  @Override
  public void close() {
    times = new long[0];
    timeline = null;
    reservation.close();
  }
}
