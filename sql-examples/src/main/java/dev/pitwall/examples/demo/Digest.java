package dev.pitwall.examples.demo;

import dev.pitwall.cli.format.CellText;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The number of rows of an answer and a sum over them, whatever their order and batches. */
final class Digest {
  private long rows;
  private long sum;

  void add(VectorSchemaRoot batch) {
    for (int row = 0; row < batch.getRowCount(); row++) {
      long hash = 1;
      for (int column = 0; column < batch.getFieldVectors().size(); column++) {
        hash = 1_000_003 * hash + Objects.hashCode(CellText.of(batch.getVector(column), row));
      }
      sum += hash * 0x9E3779B97F4A7C15L ^ hash >>> 29;
    }
    rows += batch.getRowCount();
  }

  long rows() {
    return rows;
  }

  boolean sameAs(Digest other) {
    return rows == other.rows && sum == other.sum;
  }

  @Override
  public String toString() {
    return rows + " rows, checksum " + Long.toHexString(sum);
  }
}
