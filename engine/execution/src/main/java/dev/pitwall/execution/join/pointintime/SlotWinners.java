package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.plan.MatchPolicy;
import dev.pitwall.execution.vector.RowAddress;

/**
 * The feature row that each slot matches, if any.
 *
 * <p>Why the candidates suffice. Without a TTL, a row that is valid for one slot of its key is
 * valid for every later one, as both the bound and the cutoff only ask that the slot's time be at
 * least something; so the rows valid for a slot are those first offered to it or to an earlier slot
 * of the key. Rows are ordered totally by (event, created, row id). Each slot kept the greatest of
 * those offered to it, hence the greatest over a slot and its predecessors, a running maximum, is
 * the greatest of all valid rows. A TTL only takes away rows with too early an event timestamp: if
 * it takes the greatest away, whose event timestamp is the latest, it takes all others too, and
 * there is no match.
 */
final class SlotWinners implements AutoCloseable {
  /** An age that none exceeds: ages are compared as unsigned numbers. */
  private static final long UNBOUNDED = -1;

  private final HeapReservation reservation;
  private final long[] rows;

  private SlotWinners(HeapReservation reservation, long[] rows) {
    this.reservation = reservation;
    this.rows = rows;
  }

  /** Picks the winners; the candidates are used up. */
  static SlotWinners of(
      CandidateStore candidates, SpineSlots slots, MatchPolicy policy, QueryMemory memory) {
    HeapReservation reservation = memory.reservation();
    reservation.resize((long) Long.BYTES * slots.size());
    long[] rows = new long[slots.size()];
    long oldest = policy.timeToLiveMicros().orElse(UNBOUNDED);
    boolean none = policy.timeToLiveMicros().isPresent() && oldest < 0;
    for (int key = 0; key < slots.keys(); key++) {
      int end = slots.end(key);
      for (int slot = slots.start(key); slot < end; slot++) {
        if (slot + 1 < end) {
          candidates.carryForward(slot);
        }
        boolean alive = !none && isAlive(candidates, slot, slots.time(slot), oldest);
        rows[slot] = alive ? candidates.row(slot) : RowAddress.NONE;
      }
    }
    return new SlotWinners(reservation, rows);
  }

  /** The age is never negative, so that as an unsigned number it cannot overflow. */
  private static boolean isAlive(CandidateStore candidates, int slot, long time, long oldest) {
    return !candidates.isEmpty(slot)
        && Long.compareUnsigned(time - candidates.event(slot), oldest) <= 0;
  }

  /** The winner of each slot: container and position, as offered; {@link RowAddress#NONE}. */
  long[] rows() {
    return rows;
  }

  @Override
  public void close() {
    reservation.close();
  }
}
