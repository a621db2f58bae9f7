package dev.pitwall.flight.stream;

import dev.pitwall.flight.config.StreamLimits;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Moves a batch into the root that is sent, in slices small enough for every client. */
final class BatchSlicer {
  private final StreamLimits limits;

  BatchSlicer(StreamLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * Moves rows of a batch, as many as the limits allow.
   *
   * @param from the first row to move
   * @param target emptied before; holds the rows after
   * @return how many rows were moved; at least one
   */
  int move(VectorSchemaRoot batch, int from, VectorSchemaRoot target) {
    int rows = Math.min(batch.getRowCount() - from, limits.batchRows());
    // Slicing costs more for each column, which counts in an answer of many columns and few rows.
    if (rows == batch.getRowCount() && bytes(batch) <= limits.batchBytes()) {
      moveAll(batch, target);
      return rows;
    }
    while (true) {
      slice(batch, from, rows, target);
      if (rows <= 1 || bytes(target) <= limits.batchBytes()) {
        return rows;
      }
      rows = Math.max(1, Math.min(rows / 2, (int) (rows * limits.batchBytes() / bytes(target))));
    }
  }

  private static void moveAll(VectorSchemaRoot batch, VectorSchemaRoot target) {
    List<FieldVector> source = batch.getFieldVectors();
    for (int column = 0; column < source.size(); column++) {
      source.get(column).makeTransferPair(target.getVector(column)).transfer();
    }
    target.setRowCount(batch.getRowCount());
  }

  private static void slice(VectorSchemaRoot batch, int from, int rows, VectorSchemaRoot target) {
    target.clear();
    List<FieldVector> source = batch.getFieldVectors();
    for (int column = 0; column < source.size(); column++) {
      source.get(column).makeTransferPair(target.getVector(column)).splitAndTransfer(from, rows);
    }
    target.setRowCount(rows);
  }

  private static long bytes(VectorSchemaRoot root) {
    return root.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
  }
}
