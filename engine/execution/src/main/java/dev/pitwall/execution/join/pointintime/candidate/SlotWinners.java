package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.join.pointintime.spine.SpineSlots;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.RowAddress;
import java.util.List;

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
public final class SlotWinners implements AutoCloseable {
  /** An age that none exceeds: ages are compared as unsigned numbers. */
  private static final long UNBOUNDED = -1;

  private static final int KEYS_AT_ONCE = 8192;

  private final HeapReservation reservation;
  private final long[] rows;

  private SlotWinners(HeapReservation reservation, long[] rows) {
    this.reservation = reservation;
    this.rows = rows;
  }

  /**
   * Picks the winners; the candidates are used up.
   *
   * @param found the candidates of one or more workers
   */
  public static SlotWinners of(
      List<CandidateStore> found, SpineSlots slots, MatchPolicy policy, QueryContext context) {
    HeapReservation reservation = context.memory().reservation();
    reservation.resize((long) Long.BYTES * slots.size());
    SlotWinners winners = new SlotWinners(reservation, new long[slots.size()]);
    try {
      context.loop(
          slots.keys(), KEYS_AT_ONCE, (from, to) -> winners.pick(found, slots, policy, from, to));
      return winners;
    } catch (RuntimeException | Error e) {
      winners.close();
      throw e;
    }
  }

  private void pick(
      List<CandidateStore> found, SpineSlots slots, MatchPolicy policy, int fromKey, int toKey) {
    CandidateStore candidates = found.get(0);
    long oldest = policy.timeToLiveMicros().orElse(UNBOUNDED);
    boolean none = policy.timeToLiveMicros().isPresent() && oldest < 0;
    for (int key = fromKey; key < toKey; key++) {
      int first = slots.start(key);
      for (int slot = first; slot < slots.end(key); slot++) {
        for (int worker = 1; worker < found.size(); worker++) {
          candidates.merge(found.get(worker), slot);
        }
        if (slot > first) {
          candidates.carryForward(slot - 1);
        }
        boolean alive = !none && isAlive(candidates, slot, slots.time(slot), oldest);
        rows[slot] = alive ? candidates.row(slot) : RowAddress.NONE;
      }
    }
  }

  /** The age is never negative, so that as an unsigned number it cannot overflow. */
  private static boolean isAlive(CandidateStore candidates, int slot, long time, long oldest) {
    return !candidates.isEmpty(slot)
        && Long.compareUnsigned(time - candidates.event(slot), oldest) <= 0;
  }

  /** The winner of each slot: container and position, as offered; {@link RowAddress#NONE}. */
  public long[] rows() {
    return rows;
  }

  @Override
  public void close() {
    reservation.close();
  }
}
