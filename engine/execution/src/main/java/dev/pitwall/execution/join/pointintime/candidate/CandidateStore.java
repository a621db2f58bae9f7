package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;

/**
 * The best feature row found so far for each slot, by event timestamp, then created timestamp, then
 * row id. Not thread-safe: each worker fills one of its own, and they are merged.
 */
public final class CandidateStore implements AutoCloseable {
  /**
   * Set in a row id when the created timestamp is not NULL. A NULL is stored as the smallest long;
   * this bit, the highest of the id, makes it lower still than a true smallest long. Where NULL is
   * the newest it is stored as the largest long, and the bit is set for NULL alone.
   */
  static final long CREATED_NEWER = 1L << 62;

  /** What {@link #event} says of a slot without a candidate: no event timestamp is lower. */
  static final long NO_EVENT = Long.MIN_VALUE;

  private static final long EMPTY = -1;
  private static final int EVENT = 0;
  private static final int ROW = 1;
  private static final int CREATED = 2;

  private final HeapReservation reservation;
  private final int width;
  private long[] cells; // the numbers of a slot side by side: one cache line a candidate

  /**
   * Makes an empty store.
   *
   * @param order by what candidates are compared
   */
  public CandidateStore(int slots, Order order, QueryMemory memory) {
    this.reservation = memory.reservation();
    this.width = order.width;
    reservation.resize(bytesFor(slots, order));
    this.cells = new long[Math.multiplyExact(slots, width)];
    for (int cell = 0; cell < cells.length; cell += width) {
      cells[cell + EVENT] = NO_EVENT;
      cells[cell + ROW] = EMPTY;
    }
  }

  /** What a store of so many slots takes, in bytes. */
  public static long bytesFor(int slots, Order order) {
    return (long) order.width * Long.BYTES * slots;
  }

  /** By what candidates are compared, in this order of precedence. */
  public enum Order {
    EVENT_THEN_ROW(2),
    EVENT_THEN_CREATED_THEN_ROW(3);

    private final int width;

    Order(int width) {
      this.width = width;
    }
  }

  /**
   * Keeps a row in a slot if it beats the slot's candidate.
   *
   * @param created ignored where it does not count
   */
  public void offer(int slot, long event, long created, long row) {
    int cell = slot * width;
    if (beats(cell, event, created, row)) {
      cells[cell + EVENT] = event;
      cells[cell + ROW] = row;
      if (width > CREATED) {
        cells[cell + CREATED] = created;
      }
    }
  }

  private boolean beats(int cell, long event, long created, long row) {
    if (cells[cell + ROW] == EMPTY || event != cells[cell + EVENT]) {
      return cells[cell + ROW] == EMPTY || event > cells[cell + EVENT];
    }
    return width > CREATED && created != cells[cell + CREATED]
        ? created > cells[cell + CREATED]
        : row > cells[cell + ROW];
  }

  /** Takes over what another store of the same order knows better of a slot. */
  public void merge(CandidateStore other, int slot) {
    offerFrom(other, slot, slot);
  }

  private void offerFrom(CandidateStore other, int from, int to) {
    int cell = from * width;
    if (other.cells[cell + ROW] != EMPTY) {
      long created = width > CREATED ? other.cells[cell + CREATED] : 0;
      offer(to, other.cells[cell + EVENT], created, other.cells[cell + ROW]);
    }
  }

  /** Hands the candidate of a slot on to the next one. */
  public void carryForward(int slot) {
    offerFrom(this, slot, slot + 1);
  }

  public boolean isEmpty(int slot) {
    return cells[slot * width + ROW] == EMPTY;
  }

  /** The event timestamp of a slot's candidate; {@link #NO_EVENT} when there is none. */
  public long event(int slot) {
    return cells[slot * width + EVENT];
  }

  /** The row id of a slot's candidate, as it was before {@link #CREATED_NEWER} was set. */
  public long row(int slot) {
    return cells[slot * width + ROW] & ~CREATED_NEWER;
  }

  @Override
  public void close() {
    cells = new long[0];
    reservation.close();
  }
}
