package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;

/**
 * The best feature row found so far for each slot, by event timestamp, then created timestamp, then
 * row id. Not thread-safe: each worker fills one of its own, and they are merged.
 */
final class CandidateStore implements AutoCloseable {
  /**
   * Set in a row id when the created timestamp is not NULL. A NULL is stored as the smallest long;
   * this bit, the highest of the id, makes it lower still than a true smallest long. Where NULL is
   * the newest it is stored as the largest long, and the bit is set for NULL alone.
   */
  static final long CREATED_NEWER = 1L << 62;

  private static final long EMPTY = -1;
  private static final int WIDTH = 3;
  private static final int EVENT = 0;
  private static final int CREATED = 1;
  private static final int ROW = 2;

  private final HeapReservation reservation;
  private long[] cells; // the three numbers of a slot side by side: one cache line a candidate

  CandidateStore(int slots, QueryMemory memory) {
    this.reservation = memory.reservation();
    reservation.resize(bytesFor(slots));
    this.cells = new long[Math.multiplyExact(slots, WIDTH)];
    for (int i = ROW; i < cells.length; i += WIDTH) {
      cells[i] = EMPTY;
    }
  }

  /** What a store of so many slots takes, in bytes. */
  static long bytesFor(int slots) {
    return (long) WIDTH * Long.BYTES * slots;
  }

  /** Keeps a row in a slot if it beats the slot's candidate. */
  void offer(int slot, long event, long created, long row) {
    int cell = slot * WIDTH;
    if (beats(cell, event, created, row)) {
      cells[cell + EVENT] = event;
      cells[cell + CREATED] = created;
      cells[cell + ROW] = row;
    }
  }

  private boolean beats(int cell, long event, long created, long row) {
    if (cells[cell + ROW] == EMPTY || event != cells[cell + EVENT]) {
      return cells[cell + ROW] == EMPTY || event > cells[cell + EVENT];
    }
    return created != cells[cell + CREATED]
        ? created > cells[cell + CREATED]
        : row > cells[cell + ROW];
  }

  /** Takes over what another store knows better. */
  void merge(CandidateStore other) {
    for (int slot = 0; slot < other.cells.length / WIDTH; slot++) {
      offerFrom(other, slot, slot);
    }
  }

  private void offerFrom(CandidateStore other, int from, int to) {
    int cell = from * WIDTH;
    if (other.cells[cell + ROW] != EMPTY) {
      offer(to, other.cells[cell + EVENT], other.cells[cell + CREATED], other.cells[cell + ROW]);
    }
  }

  /** Hands the candidate of a slot on to the next one. */
  void carryForward(int slot) {
    offerFrom(this, slot, slot + 1);
  }

  boolean isEmpty(int slot) {
    return cells[slot * WIDTH + ROW] == EMPTY;
  }

  long event(int slot) {
    return cells[slot * WIDTH + EVENT];
  }

  /** The row id of a slot's candidate, as it was before {@link #CREATED_NEWER} was set. */
  long row(int slot) {
    return cells[slot * WIDTH + ROW] & ~CREATED_NEWER;
  }

  @Override
  public void close() {
    cells = new long[0];
    reservation.close();
  }
}
