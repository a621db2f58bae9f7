package dev.pitwall.delta.log;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.deletionvectors.DeletionVectorUtils;

/** Deletions that a Delta deletion vector lists. */
final class VectorDeletions implements Deletions {
  private final Engine engine;
  private final String root;
  private final DeletionVectorDescriptor vector;
  private long[] rows;

  VectorDeletions(Engine engine, String root, DeletionVectorDescriptor vector) {
    this.engine = engine;
    this.root = root;
    this.vector = vector;
  }

  @Override
  public long count() {
    return vector.getCardinality();
  }

  @Override
  public synchronized long[] rows() {
    if (rows == null) {
      try {
        rows = DeletionVectorUtils.loadNewDvAndBitmap(engine, root, vector)._2.toArray();
      } catch (RuntimeException e) {
        throw new PitwallException(
            ErrorCode.DATA_CORRUPT, "cannot read a deletion vector of " + root, e);
      }
    }
    return rows;
  }
}
