package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.join.pointintime.spine.SpineSlots;
import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.plan.term.MatchPolicy;

/**
 * Offers feature rows, in any order, to the slots of a spine.
 *
 * <p>A feature row is valid for a slot of its key from a certain time on: its event timestamp, one
 * microsecond later under a strict bound, and not before its created timestamp under a known-by
 * cutoff. So it is enough to offer it to the first slot at or after that time: {@link SlotWinners}
 * carries it to the later ones. Not thread-safe.
 */
final class CandidatePass {
  private final SpineSlots slots;
  private final CandidateStore candidates;
  private final KeyFrontier frontier;
  private final int delay;
  private final boolean knownBy;
  private int[] left = {}; // the rows that are not beaten
  private int[] slotOfRow = {}; // the slots of the rows left

  CandidatePass(
      MatchPolicy policy, SpineSlots slots, CandidateStore candidates, KeyFrontier frontier) {
    this.slots = slots;
    this.candidates = candidates;
    this.frontier = frontier;
    this.delay = policy.bound() == MatchPolicy.Bound.STRICT ? 1 : 0;
    this.knownBy = policy.cutoff() == MatchPolicy.Cutoff.KNOWN_BY;
  }

  /**
   * Offers rows, from the last to the first: tables mostly grow at the end, and whoever comes after
   * a newer row of its key is turned away soonest.
   *
   * <p>Three loops, one after the other, because the memory accesses of neighbouring rows do not
   * depend on each other, and so overlap: which rows are not beaten, what their slots are, and the
   * offers.
   */
  void offer(FeatureRows rows) {
    if (left.length < rows.size()) {
      left = new int[rows.capacity()];
      slotOfRow = new int[rows.capacity()];
    }
    int count = leaveOutBeaten(rows);
    for (int i = 0; i < count; i++) {
      slotOfRow[i] = slot(rows, left[i]);
    }
    for (int i = 0; i < count; i++) {
      offer(rows, left[i], slotOfRow[i]);
    }
  }

  private int leaveOutBeaten(FeatureRows rows) {
    int count = 0;
    for (int i = rows.size() - 1; i >= 0; i--) {
      int key = rows.keys[i];
      boolean out =
          key == KeyNumbering.NONE || frontier.isBeaten(key, validFrom(rows, i), rows.events[i]);
      left[count] = i;
      count += out ? 0 : 1;
    }
    return count;
  }

  private long validFrom(FeatureRows rows, int row) {
    long from = rows.events[row] + delay;
    return knownBy ? Math.max(from, rows.createds[row]) : from;
  }

  /** The first slot that may use a row; the end of its key's slots when there is none. */
  private int slot(FeatureRows rows, int row) {
    boolean never = delay == 1 && rows.events[row] == Long.MAX_VALUE; // no timestamp is later
    int key = rows.keys[row];
    return never ? slots.end(key) : slots.firstAtOrAfter(key, validFrom(rows, row));
  }

  private void offer(FeatureRows rows, int row, int slot) {
    int key = rows.keys[row];
    long after = slot > slots.start(key) ? slots.time(slot - 1) : Long.MIN_VALUE;
    if (slot < slots.end(key)) {
      candidates.offer(slot, rows.events[row], rows.created(row), rows.ids[row]);
      frontier.move(key, after, candidates.event(slot));
    } else {
      frontier.move(key, after, Long.MAX_VALUE); // later than all slots
    }
  }
}
