package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.key.KeyNumbering;
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
  private final KeyNumbering keys;
  private final boolean strict;
  private final boolean knownBy;
  private final boolean unknownIsNewest;
  private int[] numbers = {};

  CandidatePass(FeatureInput input, SpineIndex spine, CandidateStore candidates) {
    this.input = input;
    this.slots = spine.slots();
    this.candidates = candidates;
    this.keys = spine.keys().finder(input.featureKeys());
    this.strict = input.policy().bound() == MatchPolicy.Bound.STRICT;
    this.knownBy = input.policy().cutoff() == MatchPolicy.Cutoff.KNOWN_BY;
    this.unknownIsNewest = input.policy().unknownCreated() == MatchPolicy.UnknownCreated.NEWEST;
  }

  CandidateStore candidates() {
    return candidates;
  }

  /**
   * Offers the rows of a batch, which stays open.
   *
   * @param container the number of the split or batch that the positions count in
   */
  void offer(VectorSchemaRoot batch, int container, RowPositions positions) {
    if (numbers.length < batch.getRowCount()) {
      numbers = new int[batch.getRowCount()];
    }
    keys.number(batch, numbers);
    BigIntVector events = (BigIntVector) batch.getVector(input.eventTimestamp());
    if (input.createdTimestamp().isPresent()) {
      int created = input.createdTimestamp().getAsInt();
      offer(events, (BigIntVector) batch.getVector(created), container, positions);
    } else {
      offer(events, container, positions);
    }
  }

  private void offer(BigIntVector events, int container, RowPositions positions) {
    int count = events.getValueCount();
    findSlots(events);
    long eventData = events.getDataBufferAddress();
    for (int i = 0; i < count; i++) {
      if (numbers[i] != SpineIndex.NO_SLOT) {
        long event = MemoryUtil.getLong(eventData + 8L * i);
        long row = RowAddress.of(container, positions.at(i));
        candidates.offer(numbers[i], event, Long.MIN_VALUE, row);
      }
    }
  }

  private void offer(
      BigIntVector events, BigIntVector createds, int container, RowPositions positions) {
    int count = events.getValueCount();
    if (knownBy) {
      findSlots(events, createds);
    } else {
      findSlots(events);
    }
    long eventData = events.getDataBufferAddress();
    long createdData = createds.getDataBufferAddress();
    long unknown = unknownIsNewest ? Long.MAX_VALUE : Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      if (numbers[i] != SpineIndex.NO_SLOT) {
        boolean known = !createds.isNull(i);
        long event = MemoryUtil.getLong(eventData + 8L * i);
        long created = known ? MemoryUtil.getLong(createdData + 8L * i) : unknown;
        long row = RowAddress.of(container, positions.at(i));
        boolean newer = known != unknownIsNewest;
        candidates.offer(
            numbers[i], event, created, newer ? row | CandidateStore.CREATED_NEWER : row);
      }
    }
  }

  /**
   * Replaces each row's key number by its slot. A loop of its own, like the one that offers: the
   * memory accesses of neighbouring rows do not depend on each other, and so overlap.
   */
  private void findSlots(BigIntVector events) {
    long data = events.getDataBufferAddress();
    boolean nulls = events.getNullCount() > 0;
    int count = events.getValueCount();
    for (int i = 0; i < count; i++) {
      boolean matches = numbers[i] != KeyNumbering.NONE && !(nulls && events.isNull(i));
      long event = MemoryUtil.getLong(data + 8L * i);
      numbers[i] = matches ? slot(numbers[i], event, Long.MIN_VALUE) : SpineIndex.NO_SLOT;
    }
  }

  private void findSlots(BigIntVector events, BigIntVector createds) {
    int count = events.getValueCount();
    for (int i = 0; i < count; i++) {
      boolean matches = numbers[i] != KeyNumbering.NONE && !events.isNull(i) && !createds.isNull(i);
      numbers[i] = matches ? slot(numbers[i], events.get(i), createds.get(i)) : SpineIndex.NO_SLOT;
    }
  }

  private int slot(int key, long event, long knownFrom) {
    if (strict && event == Long.MAX_VALUE) {
      return SpineIndex.NO_SLOT; // no timestamp is later
    }
    int slot = slots.firstAtOrAfter(key, Math.max(strict ? event + 1 : event, knownFrom));
    return slot < slots.end(key) ? slot : SpineIndex.NO_SLOT;
  }
}
