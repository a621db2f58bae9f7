package dev.pitwall.delta.parquet.encoding;

/**
 * The byte arrays of a page that are stored as differences: DELTA_BYTE_ARRAY, each with how much of
 * its beginning is that of the one before, or DELTA_LENGTH_BYTE_ARRAY, each in full. The former are
 * put together when the page is opened; the latter are left where they are. Not thread-safe.
 *
 * <p>Format: <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet
 * encodings</a>, "Delta-length byte array" and "Delta Strings".
 */
public final class DeltaByteArrays {
  private final DeltaBinaryDecoder numbers = new DeltaBinaryDecoder();
  private byte[] joined = new byte[0];
  private byte[] bytes = joined;
  private int[] starts = new int[0];
  private long[] shared = new long[0];
  private long[] lengths = new long[0];
  private int next;
  private int count;

  /** Reads a page of DELTA_BYTE_ARRAY that begins at an offset. */
  public void resetShared(byte[] page, int from) {
    numbers.reset(page, from, page.length);
    count = numbers.left();
    shared = numbers(shared);
    numbers.reset(page, numbers.end(), page.length);
    if (numbers.left() != count) {
      throw new CorruptPageException(count + " values with " + numbers.left() + " lengths");
    }
    readLengths();
    addUp(page.length - numbers.end());
    join(page);
  }

  /** Reads a page of DELTA_LENGTH_BYTE_ARRAY that begins at an offset. */
  public void reset(byte[] page, int from) {
    numbers.reset(page, from, page.length);
    count = numbers.left();
    readLengths();
    starts[0] = numbers.end();
    for (int i = 0; i < count; i++) {
      check(lengths[i] >= 0 && lengths[i] <= page.length - starts[i]);
      starts[i + 1] = starts[i] + (int) lengths[i];
    }
    bytes = page;
  }

  /** The array that the values are in. */
  public byte[] bytes() {
    return bytes;
  }

  /** Passes over values. */
  public void skip(int values) {
    take(values);
  }

  /** Where the next values begin in {@link #bytes}, and how long they are. */
  public void locate(int[] from, int[] length, int values) {
    int first = next;
    take(values);
    for (int i = 0; i < values; i++) {
      from[i] = starts[first + i];
      length[i] = starts[first + i + 1] - starts[first + i];
    }
  }

  private void take(int values) {
    if (values > count - next) {
      throw new CorruptPageException(
          "a page ends " + (values - count + next) + " values too early");
    }
    next += values;
  }

  private void readLengths() {
    lengths = numbers(lengths);
    starts = starts.length <= count ? new int[count + 1] : starts;
    next = 0;
  }

  private long[] numbers(long[] kept) {
    long[] read = kept.length < count ? new long[count] : kept;
    numbers.read(read, count);
    return read;
  }

  /**
   * Adds the lengths up.
   *
   * @param own how many bytes the page has for what is not shared
   */
  private void addUp(int own) {
    starts[0] = 0;
    long left = own;
    for (int i = 0; i < count; i++) {
      left -= lengths[i];
      long before = i == 0 ? 0 : starts[i] - starts[i - 1];
      check(lengths[i] >= 0 && left >= 0 && shared[i] >= 0 && shared[i] <= before);
      starts[i + 1] = Math.toIntExact(starts[i] + shared[i] + lengths[i]);
    }
  }

  private static void check(boolean fits) {
    if (!fits) {
      throw new CorruptPageException("the lengths of values do not fit their page");
    }
  }

  private void join(byte[] page) {
    joined = joined.length < starts[count] ? new byte[starts[count]] : joined;
    int own = numbers.end();
    for (int i = 0; i < count; i++) {
      int begin = (int) shared[i];
      if (begin > 0) {
        System.arraycopy(joined, starts[i - 1], joined, starts[i], begin);
      }
      System.arraycopy(page, own, joined, starts[i] + begin, (int) lengths[i]);
      own += (int) lengths[i];
    }
    bytes = joined;
  }
}
