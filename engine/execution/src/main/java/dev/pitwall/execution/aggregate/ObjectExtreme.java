package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.vector.VectorWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToIntFunction;
import org.apache.arrow.vector.FieldVector;

/** MIN or MAX of values kept as Java objects: texts, binary values, decimals. */
final class ObjectExtreme<T> implements Accumulator {
  /** What a reference and an object's header take, about. */
  private static final int OVERHEAD = 32;

  private final Extreme extreme;
  private final Reader<T> reader;
  private final Comparator<T> order;
  private final ToIntFunction<T> bytes;
  private final HeapReservation reservation;
  private Object[] best = {};
  private long heldBytes;

  /**
   * Makes an accumulator.
   *
   * @param bytes what a value takes, besides its header
   */
  ObjectExtreme(
      Extreme extreme,
      Reader<T> reader,
      Comparator<T> order,
      ToIntFunction<T> bytes,
      QueryMemory memory) {
    this.extreme = extreme;
    this.reader = reader;
    this.order = order;
    this.bytes = bytes;
    this.reservation = memory.reservation();
  }

  @Override
  public void grow(int groups) {
    if (groups > best.length) {
      best = Arrays.copyOf(best, GroupCapacity.of(groups));
      reserve();
    }
  }

  @Override
  public void add(FieldVector argument, SelectedRows rows) {
    for (int i = 0; i < rows.count(); i++) {
      offer(rows.group(i), reader.read(argument, rows.row(i)));
    }
    reserve();
  }

  private void offer(int group, T value) {
    T former = best(group);
    if (former == null || extreme.prefers(order.compare(value, former))) {
      heldBytes += bytes.applyAsInt(value) - (former == null ? 0 : bytes.applyAsInt(former));
      best[group] = value;
    }
  }

  @Override
  @SuppressWarnings("unchecked") // of the same aggregate
  public void absorb(Accumulator other) {
    T more = ((ObjectExtreme<T>) other).best(0);
    if (more != null) {
      offer(0, more);
      reserve();
    }
  }

  private void reserve() {
    reservation.resize(heldBytes + (long) OVERHEAD * best.length);
  }

  @SuppressWarnings("unchecked") // only values of T are put in
  private T best(int group) {
    return (T) best[group];
  }

  @Override
  public void write(int firstGroup, int count, FieldVector output) {
    for (int i = 0; i < count; i++) {
      VectorWriter.set(output, i, best[firstGroup + i]);
    }
  }

  @Override
  public void close() {
    reservation.close();
  }

  /** Reads a value that is not NULL. */
  @FunctionalInterface
  interface Reader<T> {
    T read(FieldVector vector, int row);
  }
}
