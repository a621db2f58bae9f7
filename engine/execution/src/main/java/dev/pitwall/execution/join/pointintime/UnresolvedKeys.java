package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.join.pointintime.candidate.CandidateStore;
import dev.pitwall.execution.join.pointintime.spine.SpineSlots;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The keys of a spine for which older feature rows may still be found. A history read from its end
 * need not be read further once there are none. Not thread-safe.
 *
 * <p>A key is resolved when no row as old as those left can win its first slot: because the slot
 * has a newer candidate, or because such rows are older than the TTL allows. The same holds for the
 * key's later slots, which inherit the candidate and are farther from the rows left.
 */
final class UnresolvedKeys implements AutoCloseable {
  private final SpineSlots slots;
  private final OptionalLong timeToLive;
  private final HeapReservation reservation;
  private final List<CandidateStore> found = new ArrayList<>();
  private final int[] keys;
  private int size;

  UnresolvedKeys(SpineSlots slots, OptionalLong timeToLive, QueryMemory memory) {
    this.slots = slots;
    this.timeToLive = timeToLive;
    this.reservation = memory.reservation();
    reservation.resize((long) Integer.BYTES * slots.keys());
    this.keys = new int[slots.keys()];
    for (int key = 0; key < keys.length; key++) {
      if (slots.start(key) < slots.end(key)) {
        keys[size++] = key;
      }
    }
  }

  /** Takes the candidates of one more worker into account; before the workers start. */
  void watch(CandidateStore candidates) {
    found.add(candidates);
  }

  /**
   * Looks for a key that is not resolved. Reads candidates while workers replace them by newer
   * ones: one that is read too early only makes its key look unresolved.
   *
   * @param newestLeft no row that has not been read, or is being read, happened later
   * @return whether there is none
   */
  boolean resolve(long newestLeft) {
    while (size > 0 && isResolved(keys[size - 1], newestLeft)) {
      size--;
    }
    return size == 0;
  }

  private boolean isResolved(int key, long newestLeft) {
    int first = slots.start(key);
    return isTooOld(newestLeft, slots.time(first))
        || found.stream().anyMatch(candidates -> candidates.event(first) > newestLeft);
  }

  private boolean isTooOld(long event, long time) {
    if (timeToLive.isEmpty() || event > time) {
      return false;
    }
    long oldest = timeToLive.getAsLong();
    return oldest < 0 || Long.compareUnsigned(time - event, oldest) > 0;
  }

  @Override
  public void close() {
    reservation.close();
  }
}
