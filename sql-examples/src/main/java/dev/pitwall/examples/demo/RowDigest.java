package dev.pitwall.examples.demo;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Counts rows, and sums up their values so that the order of the rows does not matter. */
public final class RowDigest {
  private long rows;
  private long checksum;

  /** Takes the rows of a batch, which stays the caller's. */
  public void add(VectorSchemaRoot batch) {
    long[] hashes = new long[batch.getRowCount()];
    for (FieldVector vector : batch.getFieldVectors()) {
      for (int row = 0; row < hashes.length; row++) {
        hashes[row] = mix(hashes[row] * 31 + vector.hashCode(row));
      }
    }
    for (long hash : hashes) {
      checksum += hash;
    }
    rows += hashes.length;
  }

  public long rows() {
    return rows;
  }

  public long checksum() {
    return checksum;
  }

  @Override
  public String toString() {
    return rows + " rows, checksum " + Long.toHexString(checksum);
  }

  /** Spreads a value over all bits (the finalizer of SplitMix64). */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
