package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.join.pointintime.spine.SlotTimeline;
import dev.pitwall.execution.join.pointintime.spine.SpineSlots;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.plan.term.MatchPolicy;
import java.util.Arrays;

/**
 * Offers feature rows that lie in order of time, or nearly so, together with the slots of all keys
 * in order of time, both from the newest to the oldest.
 *
 * <p>For each key it knows the earliest slot that was passed since the key's last offer: that is
 * the slot that the next row is offered to, and no other slot is, as {@link SlotWinners} carries
 * the row to the later ones. So nothing is searched for, most rows cost one access to an array of
 * one number a key, and slots and rows are read in the order in which they lie in memory. Rows out
 * of order are recognised where that matters: when the key's slot is too early for them, or was
 * offered an older row. Those few are left to a {@link CandidatePass}. Under a known-by cutoff a
 * row may become valid later than an older one, and this does not work. Not thread-safe.
 */
final class TimeSweep implements AutoCloseable {
  /** Of a key without a slot that was passed; less than any {@link #age}. */
  private static final int NONE = Integer.MIN_VALUE;

  /** One in so many rows may be newer than those swept before. */
  private static final int LEAST_IN_ORDER = 8;

  /** How many places a row may lie behind newer ones; one farther off would pass their slots. */
  private static final int REACH = 16;

  /** Ages are exact enough up to here: they could overflow beyond. */
  private static final long EARLIEST = Long.MIN_VALUE / 4;

  private final SpineSlots slots;
  private final SlotTimeline timeline;
  private final CandidateStore candidates;
  private final CandidateStore.Order order;
  private final boolean strict;
  private final long lastTime;
  private final HeapReservation reservation;
  private final CandidatePass passOfLate;

  /**
   * By key and one, for no key at 0: the slot for the key's next row; if none was passed since the
   * last offer, the age of the row offered.
   */
  private int[] waiting;

  private FeatureRows late;
  private int[] rowsOffered = {};
  private int[] slotsOffered = {};
  private int next; // the latest slot, by its place in the timeline, that is not passed yet
  private long oldest; // of the rows for which slots were passed
  private long sweptRows;
  private long slotsPassedAgain;

  /**
   * Begins at the end of all time.
   *
   * @param passOfLate takes the rows that lie out of order, and keeps to the same candidates
   */
  TimeSweep(
      MatchPolicy policy,
      CandidateStore.Order order,
      SpineSlots slots,
      CandidateStore candidates,
      CandidatePass passOfLate,
      QueryMemory memory) {
    this.slots = slots;
    this.timeline = slots.timeline();
    this.candidates = candidates;
    this.passOfLate = passOfLate;
    this.strict = policy.bound() == MatchPolicy.Bound.STRICT;
    long last = timeline.size() == 0 ? 0 : timeline.time(timeline.size() - 1);
    this.lastTime = Math.min(last, -EARLIEST);
    this.reservation = memory.reservation();
    reservation.resize(bytesFor(slots.keys()));
    this.waiting = new int[slots.keys() + 1];
    this.late = new FeatureRows(0, order);
    this.order = order;
    begin();
  }

  /** Whether rows can be swept under a policy. */
  static boolean suits(MatchPolicy policy) {
    return policy.cutoff() != MatchPolicy.Cutoff.KNOWN_BY;
  }

  /** What a sweep over so many keys takes, in bytes. */
  static long bytesFor(int keys) {
    return Integer.BYTES * (keys + 1L);
  }

  private void begin() {
    Arrays.fill(waiting, NONE);
    next = timeline.size() - 1;
    oldest = Long.MAX_VALUE;
  }

  /**
   * Offers rows.
   *
   * <p>Most should be older than those offered before. Else the sweep begins anew, which is refused
   * when that happens so often that it would cost more than the rows do.
   *
   * @return whether the rows were offered
   */
  boolean offer(FeatureRows rows) {
    if (!isNext(rows) && !beginAgain()) {
      return false;
    }
    if (rowsOffered.length < rows.size()) {
      rowsOffered = new int[rows.capacity()];
      slotsOffered = new int[rows.capacity()];
      late = new FeatureRows(rows.capacity(), order);
    }
    sweep(rows);
    sweptRows += rows.size() - late.size();
    passOfLate.offer(late);
    late.resize(0);
    return true;
  }

  /** Whether rows are older than those swept before, but for a few. */
  private boolean isNext(FeatureRows rows) {
    int newer = 0;
    for (int row = 0; row < rows.size(); row++) {
      newer += rows.events[row] > oldest ? 1 : 0;
    }
    return newer <= rows.size() / LEAST_IN_ORDER;
  }

  private boolean beginAgain() {
    int passed = timeline.size() - 1 - next;
    if (slotsPassedAgain + passed > sweptRows + timeline.size()) {
      return false;
    }
    slotsPassedAgain += passed;
    begin();
    return true;
  }

  private void sweep(FeatureRows rows) {
    int offers = findOffers(rows);
    for (int i = 0; i < offers; i++) {
      int row = rowsOffered[i];
      candidates.offer(slotsOffered[i], rows.events[row], rows.created(row), rows.ids[row]);
    }
  }

  private int findOffers(FeatureRows rows) {
    int offers = 0;
    for (int i = rows.size() - 1; i >= 0; i--) {
      long event = rows.events[i];
      if (event < rows.events[Math.max(0, i - REACH)]) {
        late.add(rows, i);
        continue;
      }
      passSlots(event);
      int place = rows.keys[i] + 1;
      int slot = waiting[place];
      int age = age(event);
      boolean waits = slot >= 0;
      boolean ahead = waits ? event > oldest : age <= slot;
      if (ahead && !(waits && isValid(event, slots.time(slot)))) {
        late.add(rows, i);
        continue;
      }
      waiting[place] = waits ? age : slot;
      rowsOffered[offers] = i; // stays only if the row is offered: so there is no branch
      slotsOffered[offers] = slot;
      offers += waits ? 1 : 0;
    }
    return offers;
  }

  /**
   * Passes the slots that a row of some event timestamp, and hence every older one, is valid for.
   */
  private void passSlots(long event) {
    while (next >= 0 && isValid(event, timeline.time(next))) {
      waiting[timeline.key(next) + 1] = timeline.slot(next);
      next--;
    }
    oldest = Math.min(oldest, event);
  }

  private boolean isValid(long event, long time) {
    return strict ? event < time : event <= time;
  }

  /**
   * How long before the last slot an event was; grows with the age, in steps that may take several
   * events together.
   *
   * @return negative, and more than {@link #NONE}
   */
  private int age(long event) {
    long distance = Math.max(1, lastTime - Math.max(event, EARLIEST));
    return Integer.MIN_VALUE | Float.floatToRawIntBits((float) distance);
  }

  /** How many rows were offered. */
  long sweptRows() {
    return sweptRows;
  }

  @Override
  public void close() {
    waiting = new int[0];
    reservation.close();
  }
}
