package dev.pitwall.execution.key;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.plan.term.NullKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Keys that fit into a long: an open-addressing table of pairs (key, number + 1). Once the keys are
 * complete and turn out to lie close together, as surrogate keys do, finders use a plain array
 * instead.
 */
final class PackedKeyIndex implements KeyIndex {
  private static final int INITIAL_CAPACITY = 1024;

  /** A plain array may have this many elements a key, and that many in any case. */
  private static final int DIRECT_ELEMENTS_PER_KEY = 4;

  private static final int DIRECT_ELEMENTS = 4096;

  private final boolean integer;
  private final NullKeys nulls;
  private final HeapReservation reservation;
  private long[] table;
  private int[] direct;
  private int size;
  private int nullNumber = KeyNumbering.NONE;
  private long minimum = Long.MAX_VALUE;
  private long maximum = Long.MIN_VALUE;

  PackedKeyIndex(List<Field> parts, NullKeys nulls, QueryMemory memory) {
    this.integer = parts.size() == 1 && parts.get(0).getType() instanceof ArrowType.Int;
    this.nulls = nulls;
    this.reservation = memory.reservation();
    reservation.resize(2L * INITIAL_CAPACITY * Long.BYTES);
    this.table = new long[2 * INITIAL_CAPACITY];
  }

  @Override
  public KeyNumbering adder(List<Integer> columns) {
    PackedKeys keys = new PackedKeys(columns);
    return (batch, numbers) -> {
      keys.read(batch);
      for (int row = 0; row < batch.getRowCount(); row++) {
        numbers[row] = keys.isNull(row) ? addNull() : add(keys.values()[row]);
      }
    };
  }

  private int addNull() {
    if (nulls == NullKeys.ARE_EQUAL && nullNumber == KeyNumbering.NONE) {
      nullNumber = size++;
    }
    return nullNumber;
  }

  private int add(long key) {
    int entry = entry(table, key);
    if (table[entry + 1] != 0) {
      return (int) table[entry + 1] - 1;
    }
    table[entry] = key;
    table[entry + 1] = ++size;
    minimum = Math.min(minimum, key);
    maximum = Math.max(maximum, key);
    if (4L * size > table.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    long bytes = (long) table.length * Long.BYTES;
    reservation.resize(3 * bytes);
    long[] larger = new long[Math.multiplyExact(table.length, 2)];
    for (int i = 0; i < table.length; i += 2) {
      if (table[i + 1] != 0) {
        int entry = entry(larger, table[i]);
        larger[entry] = table[i];
        larger[entry + 1] = table[i + 1];
      }
    }
    table = larger;
    reservation.resize(2 * bytes);
  }

  /** Where the key is in the table, or the free entry where it belongs. */
  private static int entry(long[] table, long key) {
    int mask = table.length - 2;
    int entry = (int) (hash(key) >>> 31) & mask;
    while (table[entry + 1] != 0 && table[entry] != key) {
      entry = (entry + 2) & mask;
    }
    return entry;
  }

  private static long hash(long key) {
    long mixed = (key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  @Override
  public KeyNumbering finder(List<Integer> columns) {
    makeDirect();
    PackedKeys keys = new PackedKeys(columns);
    return (batch, numbers) -> {
      keys.read(batch);
      if (direct != null) {
        findDirect(keys.values(), numbers, batch.getRowCount());
      } else {
        findHashed(keys.values(), numbers, batch.getRowCount());
      }
      replaceNulls(keys, batch, numbers);
    };
  }

  private void findDirect(long[] keys, int[] numbers, int count) {
    for (int row = 0; row < count; row++) {
      long index = keys[row] - minimum;
      boolean inside = index >= 0 && index < direct.length && keys[row] >= minimum;
      numbers[row] = inside ? direct[(int) index] : KeyNumbering.NONE;
    }
  }

  private void findHashed(long[] keys, int[] numbers, int count) {
    for (int row = 0; row < count; row++) {
      numbers[row] = (int) table[entry(table, keys[row]) + 1] - 1;
    }
  }

  private void replaceNulls(PackedKeys keys, VectorSchemaRoot batch, int[] numbers) {
    for (int row = 0; row < batch.getRowCount(); row++) {
      if (keys.isNull(row)) {
        numbers[row] = nullNumber;
      }
    }
  }

  private synchronized void makeDirect() {
    long span = maximum - minimum; // negative when it overflows
    long affordable = DIRECT_ELEMENTS + (long) size * DIRECT_ELEMENTS_PER_KEY;
    if (direct != null || minimum > maximum || span < 0 || span >= affordable) {
      return;
    }
    reservation.resize(reservation.bytes() + (span + 1) * Integer.BYTES);
    int[] numbers = new int[(int) span + 1];
    Arrays.fill(numbers, KeyNumbering.NONE);
    for (int i = 0; i < table.length; i += 2) {
      if (table[i + 1] != 0) {
        numbers[(int) (table[i] - minimum)] = (int) table[i + 1] - 1;
      }
    }
    direct = numbers;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Optional<LongRange> integerRange() {
    return integer && minimum <= maximum
        ? Optional.of(new LongRange(minimum, maximum))
        : Optional.empty();
  }

  @Override
  public void close() {
    reservation.close();
  }
}
