package dev.pitwall.execution.join.pointintime.spine;

/** The slots of a spine in ascending order of time, whatever their keys. */
public final class SlotTimeline {
  /** What a slot takes, in bytes: while the order is made, and afterwards. */
  static final int BYTES_TO_SORT = 4 * Long.BYTES;

  static final int BYTES = 2 * Long.BYTES;

  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private long[] times;
  private long[] slots; // the key, then the slot

  SlotTimeline(SpineSlots source) {
    this.times = new long[source.size()];
    this.slots = new long[source.size()];
    for (int key = 0; key < source.keys(); key++) {
      for (int slot = source.start(key); slot < source.end(key); slot++) {
        times[slot] = source.time(slot);
        slots[slot] = (long) key << Integer.SIZE | slot;
      }
    }
    sort();
  }

  /** A radix sort from the lowest digit, of the distances from the first time. */
  private void sort() {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (long time : times) {
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
    long[] otherTimes = new long[times.length];
    long[] otherSlots = new long[times.length];
    int bits = times.length == 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(last - first);
    for (int shift = 0; shift < bits; shift += DIGIT_BITS) {
      sortByDigit(first, shift, otherTimes, otherSlots);
      long[] sortedTimes = otherTimes;
      otherTimes = times;
      times = sortedTimes;
      long[] sortedSlots = otherSlots;
      otherSlots = slots;
      slots = sortedSlots;
    }
  }

  private void sortByDigit(long first, int shift, long[] toTimes, long[] toSlots) {
    int[] places = new int[DIGITS + 1];
    for (long time : times) {
      places[1 + digit(time - first, shift)]++;
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      places[digit + 1] += places[digit];
    }
    for (int i = 0; i < times.length; i++) {
      int place = places[digit(times[i] - first, shift)]++;
      toTimes[place] = times[i];
      toSlots[place] = slots[i];
    }
  }

  private static int digit(long distance, int shift) {
    return (int) (distance >>> shift) & (DIGITS - 1);
  }

  public int size() {
    return times.length;
  }

  public long time(int index) {
    return times[index];
  }

  public int key(int index) {
    return (int) (slots[index] >>> Integer.SIZE);
  }

  public int slot(int index) {
    return (int) slots[index];
  }
}
