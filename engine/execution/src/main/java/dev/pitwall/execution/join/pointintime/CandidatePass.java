package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.operator.PositionedBatch;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.MatchPolicy;
import dev.pitwall.execution.vector.RowAddress;
import dev.pitwall.spi.offline.RowPositions;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Offers feature rows, in any order, to the slots of a spine.
 *
 * <p>A feature row is valid for a slot of its key from a certain time on: its event timestamp, one
 * microsecond later under a strict bound, and not before its created timestamp under a known-by
 * cutoff. So it is enough to offer it to the first slot at or after that time: {@link SlotWinners}
 * carries it to the later ones. Not thread-safe.
 */
final class CandidatePass {
  private final FeatureInput input;
  private final SpineSlots slots;
  private final CandidateStore candidates;
  private final KeyFrontier frontier;
  private final KeyNumbering keys;
  private final int delay;
  private final boolean knownBy;
  private int[] numbers = {};
  private int[] left = {}; // rows of a batch that are not beaten
  private int[] slotOfRow = {}; // the slots of the rows left

  CandidatePass(
      FeatureInput input, SpineIndex spine, CandidateStore candidates, KeyFrontier frontier) {
    this.input = input;
    this.slots = spine.slots();
    this.candidates = candidates;
    this.frontier = frontier;
    this.keys = spine.keys().finder(input.featureKeys());
    this.delay = input.policy().bound() == MatchPolicy.Bound.STRICT ? 1 : 0;
    this.knownBy = input.policy().cutoff() == MatchPolicy.Cutoff.KNOWN_BY;
  }

  /** The order of the candidates of an input. */
  static CandidateStore.Order order(FeatureInput input) {
    return input.createdTimestamp().isPresent()
        ? CandidateStore.Order.EVENT_THEN_CREATED_THEN_ROW
        : CandidateStore.Order.EVENT_THEN_ROW;
  }

  /**
   * Offers the rows of a batch, which stays open, from the last to the first: tables mostly grow at
   * the end, and whoever comes after a newer row of its key is turned away soonest.
   *
   * @param container the number of the split or batch that the positions count in
   */
  void offer(PositionedBatch batch, int container) {
    VectorSchemaRoot rows = batch.rows();
    RowPositions positions = batch.positions();
    BigIntVector events = (BigIntVector) rows.getVector(input.eventTimestamp());
    int[] keyOfRow = keysOf(rows, events);
    if (input.createdTimestamp().isPresent()) {
      int created = input.createdTimestamp().getAsInt();
      offer(keyOfRow, events, (BigIntVector) rows.getVector(created), container, positions);
    } else {
      offer(keyOfRow, events, container, positions);
    }
  }

  /** The key number of each row; none for a row that can match nothing. */
  private int[] keysOf(VectorSchemaRoot batch, BigIntVector events) {
    if (numbers.length < batch.getRowCount()) {
      numbers = new int[batch.getRowCount()];
      left = new int[numbers.length];
      slotOfRow = new int[numbers.length];
    }
    keys.number(batch, numbers);
    if (events.getNullCount() > 0) {
      for (int i = 0; i < batch.getRowCount(); i++) {
        numbers[i] = events.isNull(i) ? KeyNumbering.NONE : numbers[i];
      }
    }
    return numbers;
  }

  /**
   * Three loops, one after the other, because the memory accesses of neighbouring rows do not
   * depend on each other, and so overlap: which rows are not beaten, what their slots are, and the
   * offers.
   */
  private void offer(int[] keyOfRow, BigIntVector events, int container, RowPositions positions) {
    long data = events.getDataBufferAddress();
    int count = 0;
    for (int i = events.getValueCount() - 1; i >= 0; i--) {
      int key = keyOfRow[i];
      long event = MemoryUtil.getLong(data + 8L * i);
      left[count] = i;
      count += key == KeyNumbering.NONE || frontier.isBeaten(key, event + delay, event) ? 0 : 1;
    }
    for (int i = 0; i < count; i++) {
      long event = MemoryUtil.getLong(data + 8L * left[i]);
      slotOfRow[i] = slot(keyOfRow[left[i]], event, event + delay);
    }
    for (int i = 0; i < count; i++) {
      long event = MemoryUtil.getLong(data + 8L * left[i]);
      long row = RowAddress.of(container, positions.at(left[i]));
      offer(keyOfRow[left[i]], slotOfRow[i], event, 0, row);
    }
  }

  private void offer(
      int[] keyOfRow,
      BigIntVector events,
      BigIntVector createds,
      int container,
      RowPositions positions) {
    int count = 0;
    for (int i = events.getValueCount() - 1; i >= 0; i--) {
      if (keyOfRow[i] != KeyNumbering.NONE && !(knownBy && createds.isNull(i))) {
        long event = events.get(i);
        boolean beaten = frontier.isBeaten(keyOfRow[i], validFrom(event, createds, i), event);
        left[count] = i;
        count += beaten ? 0 : 1;
      }
    }
    for (int i = 0; i < count; i++) {
      long event = events.get(left[i]);
      slotOfRow[i] = slot(keyOfRow[left[i]], event, validFrom(event, createds, left[i]));
    }
    for (int i = 0; i < count; i++) {
      boolean known = !createds.isNull(left[i]);
      long created = known ? createds.get(left[i]) : Long.MIN_VALUE;
      long row = RowAddress.of(container, positions.at(left[i]));
      offer(
          keyOfRow[left[i]],
          slotOfRow[i],
          events.get(left[i]),
          created,
          known ? row | CandidateStore.CREATED_KNOWN : row);
    }
  }

  private long validFrom(long event, BigIntVector createds, int row) {
    return knownBy ? Math.max(event + delay, createds.get(row)) : event + delay;
  }

  /** The first slot that may use a row; the end of the key's slots when there is none. */
  private int slot(int key, long event, long validFrom) {
    boolean never = delay == 1 && event == Long.MAX_VALUE; // no timestamp is later
    return never ? slots.end(key) : slots.firstAtOrAfter(key, validFrom);
  }

  private void offer(int key, int slot, long event, long created, long row) {
    long after = slot > slots.start(key) ? slots.time(slot - 1) : Long.MIN_VALUE;
    if (slot < slots.end(key)) {
      candidates.offer(slot, event, created, row);
      frontier.move(key, after, candidates.event(slot));
    } else {
      frontier.move(key, after, Long.MAX_VALUE); // later than all slots
    }
  }
}
