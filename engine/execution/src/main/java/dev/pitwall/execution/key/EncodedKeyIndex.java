package dev.pitwall.execution.key;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.plan.term.NullKeys;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.util.MemoryUtil;

/** Keys of any types, as bytes one after the other, and an open-addressing table of numbers. */
final class EncodedKeyIndex implements KeyIndex {
  private static final int INITIAL_KEYS = 512;
  private static final int INITIAL_BYTES = 16 << 10;
  private static final int MAXIMUM_BYTES = Integer.MAX_VALUE - 8;

  private final NullKeys nulls;
  private final HeapReservation reservation;
  private int[] table = new int[2 * INITIAL_KEYS];
  private int[] hashes = new int[INITIAL_KEYS];
  private int[] ends = new int[INITIAL_KEYS];
  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;

  EncodedKeyIndex(NullKeys nulls, QueryMemory memory) {
    this.nulls = nulls;
    this.reservation = memory.reservation();
    reservation.resize(bytesFor(INITIAL_KEYS, INITIAL_BYTES));
  }

  private static long bytesFor(long keys, long keyBytes) {
    return 4L * Integer.BYTES * keys + keyBytes;
  }

  @Override
  public KeyNumbering adder(List<Integer> columns) {
    EncodedKeys keys = new EncodedKeys(columns, nulls);
    return (batch, numbers) -> {
      keys.read(batch);
      for (int row = 0; row < batch.getRowCount(); row++) {
        numbers[row] =
            keys.isAbsent(row)
                ? KeyNumbering.NONE
                : add(keys.bytes(), keys.start(row), keys.end(row));
      }
    };
  }

  @Override
  public KeyNumbering finder(List<Integer> columns) {
    EncodedKeys keys = new EncodedKeys(columns, nulls);
    return (batch, numbers) -> {
      keys.read(batch);
      for (int row = 0; row < batch.getRowCount(); row++) {
        numbers[row] =
            keys.isAbsent(row)
                ? KeyNumbering.NONE
                : find(keys.bytes(), keys.start(row), keys.end(row));
      }
    };
  }

  private int find(byte[] source, int from, int to) {
    return table[entry(source, from, to, hash(source, from, to))] - 1;
  }

  private int add(byte[] source, int from, int to) {
    int hash = hash(source, from, to);
    int entry = entry(source, from, to, hash);
    if (table[entry] != 0) {
      return table[entry] - 1;
    }
    append(source, from, to, hash);
    table[entry] = ++size;
    if (size == hashes.length) {
      growTable();
    }
    return size - 1;
  }

  private void append(byte[] source, int from, int to, int hash) {
    int start = start(size);
    long needed = (long) start + (to - from);
    if (needed > bytes.length) {
      growBytes(needed);
    }
    System.arraycopy(source, from, bytes, start, to - from);
    hashes[size] = hash;
    ends[size] = (int) needed;
  }

  private void growBytes(long needed) {
    if (needed > MAXIMUM_BYTES) {
      throw new PitwallException(
          ErrorCode.LIMIT_EXCEEDED,
          "the distinct keys of one operation take more than 2 GiB; use shorter keys or fewer");
    }
    int length = (int) Math.min(MAXIMUM_BYTES, Math.max(needed, 2L * bytes.length));
    reservation.resize(reservation.bytes() + length);
    int oldLength = bytes.length;
    bytes = Arrays.copyOf(bytes, length);
    reservation.resize(reservation.bytes() - oldLength);
  }

  private void growTable() {
    int keys = Math.multiplyExact(hashes.length, 2);
    reservation.resize(reservation.bytes() + bytesFor(keys, 0));
    hashes = Arrays.copyOf(hashes, keys);
    ends = Arrays.copyOf(ends, keys);
    table = new int[Math.multiplyExact(keys, 2)];
    for (int number = 0; number < size; number++) {
      int entry = hashes[number] & (table.length - 1);
      while (table[entry] != 0) {
        entry = (entry + 1) & (table.length - 1);
      }
      table[entry] = number + 1;
    }
    reservation.resize(bytesFor(keys, bytes.length));
  }

  /** Where the key is in the table, or the free entry where it belongs. */
  private int entry(byte[] source, int from, int to, int hash) {
    int mask = table.length - 1;
    int entry = hash & mask;
    while (table[entry] != 0 && !isKey(table[entry] - 1, source, from, to, hash)) {
      entry = (entry + 1) & mask;
    }
    return entry;
  }

  private boolean isKey(int number, byte[] source, int from, int to, int hash) {
    return hashes[number] == hash
        && Arrays.equals(bytes, start(number), ends[number], source, from, to);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private static int hash(byte[] source, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash ^ MemoryUtil.getLong(source, at));
    }
    for (; at < to; at++) {
      hash = mix(hash ^ source[at]);
    }
    return (int) (hash >>> Integer.SIZE);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Optional<LongRange> integerRange() {
    return Optional.empty();
  }

  @Override
  public void close() {
    reservation.close();
  }
}
