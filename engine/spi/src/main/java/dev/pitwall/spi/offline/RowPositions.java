package dev.pitwall.spi.offline;

/** The positions within the split of the rows of a batch, in ascending order. */
public sealed interface RowPositions {

  /** The position of the row at an index of the batch. */
  int at(int index);

  /** Consecutive rows. */
  record Consecutive(int first) implements RowPositions {
    @Override
    public int at(int index) {
      return first + index;
    }
  }

  /** Rows with gaps between them, because some were deleted, skipped or not asked for. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied by nobody: a hot path
  record Listed(int[] positions) implements RowPositions {
    @Override
    public int at(int index) {
      return positions[index];
    }
  }
}
