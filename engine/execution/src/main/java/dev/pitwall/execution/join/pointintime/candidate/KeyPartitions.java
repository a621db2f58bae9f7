package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.task.QueryContext;

/**
 * Gathers feature rows by ranges of key numbers, so that the slots of one range, which lie
 * together, stay in the processor's cache while many rows are offered to them: a radix
 * partitioning. For rows that come in no order. Not thread-safe.
 */
final class KeyPartitions implements AutoCloseable {
  private static final int MOST_PARTITIONS = 256;
  private static final int ROWS_GATHERED = 2048;
  private static final int SHARE_OF_HEADROOM = 8;

  private final CandidatePass pass;
  private final HeapReservation reservation;
  private final FeatureRows[] partitions;
  private final int shift;

  private KeyPartitions(
      CandidatePass pass,
      CandidateStore.Order order,
      int count,
      int shift,
      HeapReservation reservation) {
    this.pass = pass;
    this.reservation = reservation;
    this.shift = shift;
    this.partitions = new FeatureRows[count];
    for (int i = 0; i < count; i++) {
      partitions[i] = new FeatureRows(ROWS_GATHERED, order);
    }
  }

  /** Whether partitions take a small part of the memory left, however many they are. */
  static boolean isAffordable(QueryContext context) {
    long most = FeatureRows.bytesFor(ROWS_GATHERED) * MOST_PARTITIONS;
    return most < context.memory().headroom() / SHARE_OF_HEADROOM;
  }

  /**
   * Makes partitions for the keys of a spine.
   *
   * @param bytes what all that is accessed for the spine's keys takes
   */
  static KeyPartitions of(
      CandidatePass pass, CandidateStore.Order order, int keys, long bytes, QueryContext context) {
    long wanted = Math.min(MOST_PARTITIONS, 1 + bytes / context.tuning().cacheBytes());
    int shift = 0;
    while (keys >>> shift > wanted) {
      shift++;
    }
    int count = (keys >>> shift) + 1;
    HeapReservation reservation = context.memory().reservation();
    reservation.resize(FeatureRows.bytesFor(ROWS_GATHERED) * count);
    return new KeyPartitions(pass, order, count, shift, reservation);
  }

  /** Takes rows, which may be reused. */
  void add(FeatureRows rows) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.keys[i] != KeyNumbering.NONE) {
        FeatureRows partition = partitions[rows.keys[i] >>> shift];
        partition.add(rows, i);
        if (partition.size() == ROWS_GATHERED) {
          offer(partition);
        }
      }
    }
  }

  /** Offers all rows that are still here. */
  void flush() {
    for (FeatureRows partition : partitions) {
      offer(partition);
    }
  }

  private void offer(FeatureRows partition) {
    pass.offer(partition);
    partition.resize(0);
  }

  @Override
  public void close() {
    reservation.close();
  }
}
