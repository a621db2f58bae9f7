package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.join.pointintime.spine.SpineIndex;
import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.pipeline.PositionedBatch;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.vector.LongColumn;
import dev.pitwall.execution.vector.RowAddress;
import dev.pitwall.spi.offline.RowPositions;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Reads from batches what counts when feature rows are matched. Not thread-safe. */
public final class FeatureRowReader {
  private final FeatureInput input;
  private final KeyNumbering keys;
  private final boolean knownBy;
  private final boolean unknownIsNewest;
  private final CandidateStore.Order order;
  private FeatureRows rows;

  public FeatureRowReader(FeatureInput input, SpineIndex spine) {
    this.input = input;
    this.keys = spine.keys().finder(input.featureKeys());
    this.knownBy = input.policy().cutoff() == MatchPolicy.Cutoff.KNOWN_BY;
    this.unknownIsNewest = input.policy().unknownCreated() == MatchPolicy.UnknownCreated.NEWEST;
    this.order = order(input);
    this.rows = new FeatureRows(0, order);
  }

  /** The order of the candidates of an input. */
  public static CandidateStore.Order order(FeatureInput input) {
    return input.createdTimestamp().isPresent()
        ? CandidateStore.Order.EVENT_THEN_CREATED_THEN_ROW
        : CandidateStore.Order.EVENT_THEN_ROW;
  }

  /**
   * Reads a batch, which stays open.
   *
   * @param container the number of the split or batch that the positions count in
   * @return the rows, until the next call
   */
  public FeatureRows read(PositionedBatch batch, int container) {
    VectorSchemaRoot vectors = batch.rows();
    int count = vectors.getRowCount();
    if (rows.capacity() < count) {
      rows = new FeatureRows(count, order);
    }
    rows.resize(count);
    keys.number(vectors, rows.keys);
    BigIntVector events = (BigIntVector) vectors.getVector(input.eventTimestamp());
    LongColumn.read(events, count, rows.events);
    leaveOutNulls(events);
    fillNulls(events);
    number(container, batch.positions());
    if (input.createdTimestamp().isPresent()) {
      readCreated((BigIntVector) vectors.getVector(input.createdTimestamp().getAsInt()));
    }
    return rows;
  }

  private void leaveOutNulls(BigIntVector timestamps) {
    if (timestamps.getNullCount() > 0) {
      for (int i = 0; i < rows.size(); i++) {
        rows.keys[i] = timestamps.isNull(i) ? KeyNumbering.NONE : rows.keys[i];
      }
    }
  }

  /**
   * A row without an event timestamp takes that of the row before, to leave the others in order.
   */
  private void fillNulls(BigIntVector events) {
    if (events.getNullCount() > 0) {
      for (int i = 0; i < rows.size(); i++) {
        long before = i == 0 ? Long.MAX_VALUE : rows.events[i - 1];
        rows.events[i] = events.isNull(i) ? before : rows.events[i];
      }
    }
  }

  private void number(int container, RowPositions positions) {
    for (int i = 0; i < rows.size(); i++) {
      rows.ids[i] = RowAddress.of(container, positions.at(i));
    }
  }

  private void readCreated(BigIntVector createds) {
    LongColumn.read(createds, rows.size(), rows.createds);
    long unknown = unknownIsNewest ? Long.MAX_VALUE : Long.MIN_VALUE;
    for (int i = 0; i < rows.size(); i++) {
      boolean known = !createds.isNull(i);
      rows.createds[i] = known ? rows.createds[i] : unknown;
      rows.ids[i] |= known == unknownIsNewest ? 0 : CandidateStore.CREATED_NEWER;
    }
    if (knownBy) {
      leaveOutNulls(createds);
    }
  }
}
