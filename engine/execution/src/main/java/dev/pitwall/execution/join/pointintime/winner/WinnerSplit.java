package dev.pitwall.execution.join.pointintime.winner;

import dev.pitwall.execution.pipeline.SplitRead;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.execution.vector.RowAddress;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.offline.Split;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The winners of one split: first their positions, then the batches that hold them. */
final class WinnerSplit implements AutoCloseable {
  private final Split split;
  private final WinnerPositions positions;
  private final RetainedBatches batches = new RetainedBatches();
  private int expected;
  private int firstBatch;
  private int[] firstRanks;

  /**
   * Makes room.
   *
   * @param winners how many there are at most
   */
  WinnerSplit(Split split, int winners) {
    this.split = split;
    this.positions = WinnerPositions.of(winners, split.rowCount());
  }

  /** What it takes on the heap, in bytes, roughly. */
  static long bytesFor(int winners, int rowCount) {
    long perWinner = 2L * Integer.BYTES * winners;
    return perWinner + Math.min(rowCount / Long.SIZE * 12L, perWinner);
  }

  void add(int position) {
    positions.add(position);
  }

  /** What to read; no position is added from now on. */
  SplitRead toRead() {
    int[] sealed = positions.seal();
    expected = sealed.length;
    return new SplitRead(split, new RowSelection.Positions(sealed));
  }

  /** Takes a batch of the winners, which come in the order of their positions. */
  void take(VectorSchemaRoot batch) {
    batches.add(batch);
  }

  /** Hands the batches over to others, behind those that are there already. */
  void moveTo(RetainedBatches all) {
    if (batches.rowCount() != expected) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE,
          "the store gave %d rows of split %d for %d positions"
              .formatted(batches.rowCount(), split.ordinal(), expected));
    }
    firstBatch = all.batches().size();
    firstRanks = new int[batches.batches().size()];
    int rank = 0;
    for (int i = 0; i < firstRanks.length; i++) {
      firstRanks[i] = rank;
      rank += batches.batches().get(i).getRowCount();
    }
    batches.moveTo(all);
  }

  /** The address of the row at a position, among all batches. */
  long address(int position) {
    int rank = positions.rank(position);
    int batch = firstRanks.length - 1;
    while (firstRanks[batch] > rank) {
      batch--;
    }
    return RowAddress.of(firstBatch + batch, rank - firstRanks[batch]);
  }

  @Override
  public void close() {
    batches.close();
  }
}
