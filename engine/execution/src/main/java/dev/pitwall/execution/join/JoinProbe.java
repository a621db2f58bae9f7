package dev.pitwall.execution.join;

import dev.pitwall.execution.vector.Batches;
import dev.pitwall.execution.vector.RowGather;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One batch of the left side on its way through the join. */
final class JoinProbe implements AutoCloseable {
  private final VectorSchemaRoot batch;
  private final RowGather gather;
  private final JoinBuild build;
  private final Candidates candidates;
  private final int[] keys;
  private final BitSet matched = new BitSet();
  private int leftRow = -1;
  private int rightRow = JoinBuild.NONE;

  /**
   * Takes a batch over.
   *
   * @param keys the key number of each of its rows
   */
  JoinProbe(VectorSchemaRoot batch, int[] keys, JoinBuild build, Candidates candidates) {
    this.batch = batch;
    this.gather = new RowGather(List.of(batch));
    this.keys = keys;
    this.build = build;
    this.candidates = candidates;
  }

  /** Moves on to the next pairs of equal keys; false when there are no more. */
  boolean fill(JoinPairs pairs) {
    pairs.clear();
    while (pairs.count() < Batches.MAX_ROWS && advance()) {
      pairs.add(leftRow, rightRow, build.address(rightRow));
    }
    return pairs.count() > 0;
  }

  private boolean advance() {
    boolean chainGoesOn = rightRow != JoinBuild.NONE && candidates == Candidates.ALL;
    rightRow = chainGoesOn ? build.next(rightRow) : JoinBuild.NONE;
    while (rightRow == JoinBuild.NONE && ++leftRow < batch.getRowCount()) {
      rightRow = build.first(keys[leftRow]);
    }
    return rightRow != JoinBuild.NONE;
  }

  void markMatched(int row) {
    matched.set(row);
  }

  /** The addresses of the rows that have a partner, or of those that have none. */
  long[] rows(Partner partner) {
    return IntStream.range(0, batch.getRowCount())
        .filter(row -> matched.get(row) == (partner == Partner.SOME))
        .asLongStream()
        .toArray();
  }

  RowGather gather() {
    return gather;
  }

  @Override
  public void close() {
    batch.close();
  }

  /** Which pairs are wanted of a left row. */
  enum Candidates {
    ALL,
    /** One is enough to know that there is a partner. */
    FIRST
  }

  /** Whether a left row has a partner. */
  enum Partner {
    NONE,
    SOME
  }
}
