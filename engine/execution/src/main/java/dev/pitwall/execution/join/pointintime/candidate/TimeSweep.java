package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.join.pointintime.spine.SlotTimeline;
import dev.pitwall.execution.join.pointintime.spine.SpineSlots;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.plan.MatchPolicy;
import java.util.Arrays;

/**
 * Offers feature rows that lie in order of time, or nearly so, together with the slots of all keys
 * in order of time, both from the newest to the oldest.
 *
 * <p>For each key it knows the earliest slot that was passed since the key's last row: that is the
 * slot that the next row is offered to, and no other slot is, as {@link SlotWinners} carries the
 * row to the later ones. So nothing is searched for, most rows cost one access to an array of one
 * number a key, and slots and rows are read in the order in which they lie in memory. Under a
 * known-by cutoff a row may become valid later than an older one, and this does not work. Not
 * thread-safe.
 */
final class TimeSweep implements AutoCloseable {
  private static final int NONE = -1;

  /** One in so many rows may be newer than those swept before. */
  private static final int LEAST_IN_ORDER = 8;

  private final SlotTimeline timeline;
  private final CandidateStore candidates;
  private final CandidateStore.Order order;
  private final boolean strict;
  private final HeapReservation reservation;
  private final CandidatePass passOfLate;
  private int[] waiting; // by key and one: the slot for the key's next row; for no key at 0
  private final LastOffers lastOffers; // null where full ties are decided by the row id alone
  private FeatureRows late;
  private int[] rowsOffered = {};
  private int[] slotsOffered = {};
  private int next; // the latest slot, by its place in the timeline, that is not passed yet
  private long sweptEvent = Long.MAX_VALUE;
  private long sweptRow = Long.MAX_VALUE;
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
    this.timeline = slots.timeline();
    this.candidates = candidates;
    this.passOfLate = passOfLate;
    this.strict = policy.bound() == MatchPolicy.Bound.STRICT;
    this.reservation = memory.reservation();
    boolean ties = order == CandidateStore.Order.EVENT_THEN_CREATED_THEN_ROW;
    reservation.resize(bytesFor(slots.keys(), order));
    this.waiting = new int[slots.keys() + 1];
    this.lastOffers = ties ? new LastOffers(slots.keys() + 1) : null;
    this.late = new FeatureRows(0, order);
    this.order = order;
    begin();
  }

  /** Whether rows can be swept under a policy. */
  static boolean suits(MatchPolicy policy) {
    return policy.cutoff() != MatchPolicy.Cutoff.KNOWN_BY;
  }

  /** What a sweep over so many keys takes, in bytes. */
  static long bytesFor(int keys, CandidateStore.Order order) {
    boolean ties = order == CandidateStore.Order.EVENT_THEN_CREATED_THEN_ROW;
    return (Integer.BYTES + (ties ? LastOffers.BYTES : 0)) * (keys + 1L);
  }

  private void begin() {
    Arrays.fill(waiting, NONE);
    next = timeline.size() - 1;
  }

  /**
   * Offers rows, which are sorted.
   *
   * <p>Most should be older than those offered before. Else the sweep begins anew, which is refused
   * when that happens so often that it would cost more than the rows do.
   *
   * @return whether the rows were offered; if not, they are as they were or sorted, and fewer
   */
  boolean offer(FeatureRows rows) {
    if (rowsOffered.length < rows.size()) {
      rowsOffered = new int[rows.capacity()];
      slotsOffered = new int[rows.capacity()];
      late = new FeatureRows(rows.capacity(), order);
    }
    rows.sort(late);
    boolean swept = isNext(rows) || beginAgain();
    if (swept) {
      sweep(rows);
    }
    passOfLate.offer(late);
    late.resize(0);
    return swept;
  }

  /** Whether rows are older than those swept before, but for a few, which are put aside. */
  private boolean isNext(FeatureRows rows) {
    int older = rows.size();
    int fewest = older - older / LEAST_IN_ORDER;
    while (older > fewest && !isOlder(rows, older - 1)) {
      older--;
    }
    if (older > 0 && !isOlder(rows, older - 1)) {
      return false;
    }
    for (int row = older; row < rows.size(); row++) {
      late.add(rows, row);
    }
    rows.resize(older);
    return true;
  }

  private boolean isOlder(FeatureRows rows, int row) {
    long event = rows.events[row];
    return event < sweptEvent
        || (event == sweptEvent && (lastOffers != null || rows.ids[row] < sweptRow));
  }

  private void sweep(FeatureRows rows) {
    if (rows.size() == 0) {
      return;
    }
    sweptEvent = rows.events[0];
    sweptRow = rows.ids[0];
    sweptRows += rows.size();
    int offers = findOffers(rows);
    for (int i = 0; i < offers; i++) {
      int row = rowsOffered[i];
      candidates.offer(slotsOffered[i], rows.events[row], rows.created(row), rows.ids[row]);
    }
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

  private int findOffers(FeatureRows rows) {
    int offers = 0;
    for (int i = rows.size() - 1; i >= 0; i--) {
      long event = rows.events[i];
      passSlots(event);
      int place = rows.keys[i] + 1;
      int slot = waiting[place];
      waiting[place] = NONE;
      if (lastOffers != null) {
        slot = lastOffers.slot(place, event, slot);
      }
      rowsOffered[offers] = i; // stays only if the row is offered: so there is no branch
      slotsOffered[offers] = slot;
      offers += slot == NONE ? 0 : 1;
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
  }

  private boolean isValid(long event, long time) {
    return strict ? event < time : event <= time;
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

  /** The last offer of each key, to repeat it with rows of the same event timestamp. */
  private static final class LastOffers {
    static final int BYTES = Integer.BYTES + Long.BYTES;

    private final int[] slots;
    private final long[] events;

    LastOffers(int places) {
      this.slots = new int[places];
      this.events = new long[places];
      Arrays.fill(slots, NONE);
    }

    /** The slot to offer a row to, given the one that waits for it. */
    int slot(int place, long event, int waitingSlot) {
      if (waitingSlot != NONE) {
        slots[place] = waitingSlot;
        events[place] = event;
        return waitingSlot;
      }
      return events[place] == event ? slots[place] : NONE;
    }
  }
}
