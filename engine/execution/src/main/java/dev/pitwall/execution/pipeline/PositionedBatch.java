package dev.pitwall.execution.pipeline;

import dev.pitwall.spi.offline.RowPositions;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A batch and where its rows lie in their split; outside of a split, in the batch they came in.
 *
 * @param rows owned by whoever holds this record
 */
public record PositionedBatch(VectorSchemaRoot rows, RowPositions positions) {

  /** A batch that is in no split. */
  static PositionedBatch unplaced(VectorSchemaRoot rows) {
    return new PositionedBatch(rows, new RowPositions.Consecutive(0));
  }
}
