package dev.pitwall.execution.join.asof;

import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.sort.RowSorter;
import dev.pitwall.execution.task.CancellationToken;
import java.util.BitSet;

/**
 * Finds the match of each spine row: the first feature row at or after it.
 *
 * <p>Feature rows are ordered by key, value, created timestamp and place, the better of two rows of
 * equal value first. So a spine row's match is the first row of its key from a certain place on
 * that it may know. Under a known-by cutoff the spine rows are gone through in the order of their
 * values, which are timestamps then, while the feature rows become known in the order in which they
 * were created.
 */
final class NearestRows {
  /** The match of a spine row that has none. */
  static final int NONE = -1;

  private static final long BYTES_PER_ROW = 4L * Integer.BYTES + 1;

  /** A distance that none exceeds: distances are compared as unsigned numbers. */
  private static final long UNBOUNDED = -1;

  /** Between checks whether to go on. */
  private static final int CHECKED_ROWS = 32_768;

  private final MatchRows rows;
  private final MatchPolicy policy;
  private final CancellationToken token;
  private final int[] featureKeys;
  private final long[] featureValues;
  private final int[] order;
  private final int[] starts;
  private final BitSet known = new BitSet();

  private NearestRows(MatchRows rows, MatchPolicy policy, CancellationToken token) {
    this.rows = rows;
    this.policy = policy;
    this.token = token;
    this.featureKeys = rows.featureKeys();
    this.featureValues = rows.values().feature();
    this.order = RowSorter.sorted(featureKeys.length, this::compareFeatures, token);
    this.starts = starts();
  }

  /**
   * The number of each spine row's match.
   *
   * @param reservation accounts for what the search keeps, on top of what it already does
   */
  static int[] find(
      MatchRows rows, MatchPolicy policy, HeapReservation reservation, CancellationToken token) {
    long count = (long) rows.spineKeys().length + rows.featureKeys().length;
    reservation.resize(
        reservation.bytes() + BYTES_PER_ROW * count + (long) Integer.BYTES * rows.keyCount());
    return new NearestRows(rows, policy, token).find();
  }

  private int compareFeatures(int left, int right) {
    if (featureKeys[left] != featureKeys[right]) {
      return Integer.compare(featureKeys[left], featureKeys[right]);
    }
    int byValue = Long.compare(featureValues[left], featureValues[right]);
    int byCreated = byValue != 0 ? byValue : rows.created().compare(right, left);
    return byCreated != 0 ? byCreated : Integer.compare(right, left);
  }

  /** Where the rows of each key start, and where those of the last end. */
  private int[] starts() {
    int[] first = new int[rows.keyCount() + 1];
    int place = 0;
    for (int key = 0; key <= rows.keyCount(); key++) {
      while (place < order.length && featureKeys[order[place]] < key) {
        place++;
      }
      first[key] = place;
    }
    return first;
  }

  private int[] find() {
    return policy.cutoff() == MatchPolicy.Cutoff.KNOWN_BY ? findKnown() : findAll();
  }

  private int[] findAll() {
    known.set(0, order.length);
    int[] matches = new int[rows.spineKeys().length];
    for (int row = 0; row < matches.length; row++) {
      check(row);
      matches[row] = match(row);
    }
    return matches;
  }

  private int[] findKnown() {
    long[] times = rows.values().spine();
    CreatedTimes created = rows.created();
    int[] matches = new int[times.length];
    int[] spine = RowSorter.sorted(times.length, (l, r) -> Long.compare(times[l], times[r]), token);
    int[] places =
        RowSorter.sorted(order.length, (l, r) -> created.compare(order[l], order[r]), token);
    int next = 0;
    for (int i = 0; i < spine.length; i++) {
      check(i);
      while (next < places.length && isCreated(order[places[next]], times[spine[i]])) {
        if (created.isKnown(order[places[next]])) {
          known.set(places[next]);
        }
        next++;
      }
      matches[spine[i]] = match(spine[i]);
    }
    return matches;
  }

  /** Whether a row comes before all those created after a time; rows without a time come first. */
  private boolean isCreated(int row, long time) {
    return !rows.created().isKnown(row) || rows.created().at(row) <= time;
  }

  private void check(int row) {
    if (row % CHECKED_ROWS == 0) {
      token.check();
    }
  }

  private int match(int row) {
    int key = rows.spineKeys()[row];
    long value = rows.values().spine()[row];
    boolean strict = policy.bound() == MatchPolicy.Bound.STRICT;
    if (key == KeyNumbering.NONE || (strict && value == Long.MAX_VALUE)) {
      return NONE;
    }
    int end = starts[key + 1];
    int place = known.nextSetBit(firstAtOrAfter(starts[key], end, strict ? value + 1 : value));
    return place >= 0 && place < end && isNear(order[place], value) ? order[place] : NONE;
  }

  private int firstAtOrAfter(int start, int end, long value) {
    int low = start;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (featureValues[order[middle]] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The distance is never negative, so that as an unsigned number it cannot overflow. */
  private boolean isNear(int feature, long value) {
    long furthest = policy.timeToLiveMicros().orElse(UNBOUNDED);
    boolean none = policy.timeToLiveMicros().isPresent() && furthest < 0;
    return !none && Long.compareUnsigned(featureValues[feature] - value, furthest) <= 0;
  }
}
