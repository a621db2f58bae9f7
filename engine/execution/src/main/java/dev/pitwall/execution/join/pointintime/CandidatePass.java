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
    }
    keys.number(batch, numbers);
    if (events.getNullCount() > 0) {
      for (int i = 0; i < batch.getRowCount(); i++) {
        numbers[i] = events.isNull(i) ? KeyNumbering.NONE : numbers[i];
      }
    }
    return numbers;
  }

  private void offer(int[] keyOfRow, BigIntVector events, int container, RowPositions positions) {
    long data = events.getDataBufferAddress();
    for (int i = events.getValueCount() - 1; i >= 0; i--) {
      int key = keyOfRow[i];
      if (key != KeyNumbering.NONE) {
        long event = MemoryUtil.getLong(data + 8L * i);
        if (!frontier.isBeaten(key, event + delay, event)) {
          offer(key, event + delay, event, 0, RowAddress.of(container, positions.at(i)));
        }
      }
    }
  }

  private void offer(
      int[] keyOfRow,
      BigIntVector events,
      BigIntVector createds,
      int container,
      RowPositions positions) {
    long data = events.getDataBufferAddress();
    for (int i = events.getValueCount() - 1; i >= 0; i--) {
      boolean known = !createds.isNull(i);
      if (keyOfRow[i] != KeyNumbering.NONE && (known || !knownBy)) {
        long event = MemoryUtil.getLong(data + 8L * i);
        long created = known ? createds.get(i) : Long.MIN_VALUE;
        long validFrom = knownBy ? Math.max(event + delay, created) : event + delay;
        long row = RowAddress.of(container, positions.at(i));
        if (!frontier.isBeaten(keyOfRow[i], validFrom, event)) {
          offer(
              keyOfRow[i],
              validFrom,
              event,
              created,
              known ? row | CandidateStore.CREATED_KNOWN : row);
        }
      }
    }
  }

  private void offer(int key, long validFrom, long event, long created, long row) {
    if (delay == 1 && event == Long.MAX_VALUE) {
      return; // no timestamp is later
    }
    int slot = slots.firstAtOrAfter(key, validFrom);
    long after = slot > slots.start(key) ? slots.time(slot - 1) : Long.MIN_VALUE;
    if (slot < slots.end(key)) {
      candidates.offer(slot, event, created, row);
      frontier.move(key, after, candidates.event(slot));
    } else {
      frontier.move(key, after, Long.MAX_VALUE); // later than all slots
    }
  }
}
