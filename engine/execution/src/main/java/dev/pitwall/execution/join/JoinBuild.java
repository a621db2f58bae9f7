package dev.pitwall.execution.join;

import dev.pitwall.execution.key.KeyIndex;
import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.term.NullKeys;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.execution.vector.RowGather;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The right side of a hash join: its rows, those of equal keys chained in the order in which they
 * came. Rows without a key are in no chain.
 */
final class JoinBuild implements AutoCloseable {
  /** No row. */
  static final int NONE = -1;

  private final List<Integer> keyColumns;
  private final KeyIndex keys;
  private final HeapReservation reservation;
  private final RetainedBatches rows = new RetainedBatches();
  private int[] firstOfKey = {};
  private int[] nextOfRow = {};
  private long[] addresses = {};
  private final BitSet matched = new BitSet();
  private RowGather gather;

  JoinBuild(List<Field> fields, List<Integer> keyColumns, NullKeys nulls, QueryContext context) {
    this.keyColumns = keyColumns;
    this.reservation = context.memory().reservation();
    List<Field> keyFields = keyColumns.stream().map(fields::get).toList();
    this.keys = KeyIndex.of(keyFields, nulls, context.memory());
  }

  /** Reads the side whole. */
  void build(BatchStream input) {
    rows.addAll(input);
    int count = Math.toIntExact(rows.rowCount());
    reservation.resize((Long.BYTES + Integer.BYTES) * (long) count + count / Byte.SIZE);
    nextOfRow = new int[count];
    addresses = rows.addresses();
    gather = new RowGather(rows.batches());
    numberKeys();
    reservation.resize(reservation.bytes() + (long) Integer.BYTES * keys.size());
    chainRows();
  }

  /** Writes each row's key number where its successor will be. */
  private void numberKeys() {
    KeyNumbering numbering = keys.adder(keyColumns);
    int[] numbers = {};
    int first = 0;
    for (VectorSchemaRoot batch : rows.batches()) {
      int count = batch.getRowCount();
      numbers = numbers.length < count ? new int[count] : numbers;
      numbering.number(batch, numbers);
      System.arraycopy(numbers, 0, nextOfRow, first, count);
      first += count;
    }
  }

  private void chainRows() {
    firstOfKey = new int[keys.size()];
    Arrays.fill(firstOfKey, NONE);
    for (int row = nextOfRow.length - 1; row >= 0; row--) {
      int key = nextOfRow[row];
      if (key != KeyNumbering.NONE) {
        nextOfRow[row] = firstOfKey[key];
        firstOfKey[key] = row;
      }
    }
  }

  /** Finds the keys of the left side; after the side was built. */
  KeyNumbering finder(List<Integer> leftColumns) {
    return keys.finder(leftColumns);
  }

  /** The first row of a key, which may have no number; {@link #NONE} for none. */
  int first(int key) {
    return key == KeyNumbering.NONE ? NONE : firstOfKey[key];
  }

  /** The row after another of the same key. */
  int next(int row) {
    return nextOfRow[row];
  }

  int rowCount() {
    return addresses.length;
  }

  long address(int row) {
    return addresses[row];
  }

  RowGather gather() {
    return gather;
  }

  /** Notes that a row has a partner. */
  void markMatched(int row) {
    matched.set(row);
  }

  /** The first row from a number on that has no partner; the row count when all have. */
  int nextUnmatched(int from) {
    return Math.min(matched.nextClearBit(from), rowCount());
  }

  @Override
  public void close() {
    rows.close();
    keys.close();
    reservation.close();
  }
}
