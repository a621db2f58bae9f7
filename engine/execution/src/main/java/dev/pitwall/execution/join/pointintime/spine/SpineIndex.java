package dev.pitwall.execution.join.pointintime.spine;

import dev.pitwall.execution.key.KeyIndex;
import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.plan.term.NullKeys;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.RetainedBatches;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A spine grouped by key, each key's timestamps in order. Feature inputs that join on the same
 * spine columns share one.
 */
public final class SpineIndex implements AutoCloseable {
  /** The slot of a row that can match nothing, its timestamp or a part of its key being NULL. */
  public static final int NO_SLOT = -1;

  private final KeyIndex keys;
  private final SpineSlots slots;
  private final HeapReservation reservation;
  private final int[] slotOfRow;
  private final long firstTime;
  private final long lastTime;

  private SpineIndex(
      KeyIndex keys, SpineSlots slots, HeapReservation reservation, int[] slotOfRow) {
    this.keys = keys;
    this.slots = slots;
    this.reservation = reservation;
    this.slotOfRow = slotOfRow;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int key = 0; key < slots.keys(); key++) {
      if (slots.start(key) < slots.end(key)) {
        first = Math.min(first, slots.time(slots.start(key)));
        last = Math.max(last, slots.time(slots.end(key) - 1));
      }
    }
    this.firstTime = first;
    this.lastTime = last;
  }

  public KeyIndex keys() {
    return keys;
  }

  public SpineSlots slots() {
    return slots;
  }

  /** The slot of a spine row, counted over all batches; {@link #NO_SLOT} when it has none. */
  public int slotOfRow(int row) {
    return slotOfRow[row];
  }

  /** The earliest timestamp of a slot. */
  public long firstTime() {
    return firstTime;
  }

  /** The latest timestamp of a slot. */
  public long lastTime() {
    return lastTime;
  }

  @Override
  public void close() {
    keys.close();
    slots.close();
    reservation.close();
  }

  /** Makes the index of a spine over its key columns and its timestamp column. */
  public static SpineIndex of(
      RetainedBatches spine, List<Integer> keyColumns, int timeColumn, QueryContext context) {
    return new Builder(spine, keyColumns, timeColumn, context).build();
  }

  /** The three passes over the spine: number the keys, collect the times, find each row's slot. */
  private static final class Builder {
    private final List<VectorSchemaRoot> batches;
    private final List<Integer> keyColumns;
    private final int timeColumn;
    private final QueryContext context;
    private final KeyIndex keys;
    private final HeapReservation reservation;
    private final int[] keyOfRow;
    private int[] rowsOfKey = new int[1024];

    Builder(RetainedBatches spine, List<Integer> keyColumns, int timeColumn, QueryContext context) {
      this.batches = spine.batches();
      this.keyColumns = keyColumns;
      this.timeColumn = timeColumn;
      this.context = context;
      QueryMemory memory = context.memory();
      int rows = Math.toIntExact(spine.rowCount());
      this.reservation = memory.reservation();
      reservation.resize((long) Integer.BYTES * rows);
      this.keyOfRow = new int[rows];
      List<Field> fields = batches.isEmpty() ? List.of() : keyFields(batches.get(0));
      this.keys = KeyIndex.of(fields, NullKeys.MATCH_NOTHING, memory);
    }

    private List<Field> keyFields(VectorSchemaRoot batch) {
      return keyColumns.stream().map(batch.getSchema().getFields()::get).toList();
    }

    SpineIndex build() {
      try {
        numberKeys();
        return new SpineIndex(keys, fillSlots(), reservation, keyOfRow);
      } catch (RuntimeException | Error e) {
        keys.close();
        reservation.close();
        throw e;
      }
    }

    private SpineSlots fillSlots() {
      SpineSlots slots = new SpineSlots(rowsOfKey, keys.size(), context.memory());
      try {
        collectTimes(slots.filler());
        replaceKeysBySlots(slots);
        return slots;
      } catch (RuntimeException | Error e) {
        slots.close();
        throw e;
      }
    }

    private void numberKeys() {
      KeyNumbering numbering = keys.adder(keyColumns);
      int[] numbers = {};
      int first = 0;
      for (VectorSchemaRoot batch : batches) {
        context.token().check();
        int rows = batch.getRowCount();
        numbers = numbers.length < rows ? new int[rows] : numbers;
        numbering.number(batch, numbers);
        BigIntVector times = (BigIntVector) batch.getVector(timeColumn);
        for (int row = 0; row < rows; row++) {
          keyOfRow[first + row] = times.isNull(row) ? KeyNumbering.NONE : numbers[row];
          count(keyOfRow[first + row]);
        }
        first += rows;
      }
      rowsOfKey = Arrays.copyOf(rowsOfKey, Math.max(rowsOfKey.length, keys.size()));
    }

    private void count(int key) {
      if (key >= rowsOfKey.length) {
        rowsOfKey = Arrays.copyOf(rowsOfKey, Math.max(key + 1, 2 * rowsOfKey.length));
      }
      if (key != KeyNumbering.NONE) {
        rowsOfKey[key]++;
      }
    }

    private void collectTimes(SpineSlots.Filler filler) {
      int first = 0;
      for (VectorSchemaRoot batch : batches) {
        long times = batch.getVector(timeColumn).getDataBufferAddress();
        for (int row = 0; row < batch.getRowCount(); row++) {
          int key = keyOfRow[first + row];
          if (key != KeyNumbering.NONE) {
            filler.put(key, MemoryUtil.getLong(times + 8L * row));
          }
        }
        first += batch.getRowCount();
      }
      filler.seal(context);
    }

    private void replaceKeysBySlots(SpineSlots slots) {
      int[] firsts = new int[batches.size()];
      for (int i = 1; i < firsts.length; i++) {
        firsts[i] = firsts[i - 1] + batches.get(i - 1).getRowCount();
      }
      context.loop(
          firsts.length,
          1,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              replaceKeysBySlots(slots, batches.get(i), firsts[i]);
            }
          });
    }

    private void replaceKeysBySlots(SpineSlots slots, VectorSchemaRoot batch, int first) {
      long times = batch.getVector(timeColumn).getDataBufferAddress();
      for (int row = 0; row < batch.getRowCount(); row++) {
        int key = keyOfRow[first + row];
        keyOfRow[first + row] =
            key == KeyNumbering.NONE
                ? NO_SLOT
                : slots.firstAtOrAfter(key, MemoryUtil.getLong(times + 8L * row));
      }
    }
  }
}
