package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.join.pointintime.candidate.CandidateSearch;
import dev.pitwall.execution.join.pointintime.candidate.SlotWinners;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The point-in-time join: keeps the spine, or as much of it as memory allows at once, streams each
 * feature side past it, and puts the spine out again, in its own order, with the features that each
 * row may see. See {@link CandidateSearch} and {@link SlotWinners} for how and why.
 */
public final class PointInTimeJoinOperator implements BatchStream {
  private final PointInTimeJoinPlan plan;
  private final List<FeatureSide> sides;
  private final QueryContext context;
  private final SpineChunks chunks;
  private boolean opened;
  private MatchedChunk chunk;

  public PointInTimeJoinOperator(
      PointInTimeJoinPlan plan,
      BatchStream spineInput,
      List<FeatureSide> sides,
      QueryContext context) {
    this.plan = plan;
    this.sides = sides;
    this.context = context;
    this.chunks = new SpineChunks(spineInput, plan, context);
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    if (!opened) {
      opened = true;
      sides.forEach(FeatureSide::open);
    }
    while (chunk != null || startChunk()) {
      VectorSchemaRoot batch = chunk.next();
      if (batch != null) {
        return batch;
      }
      chunk.close();
      chunk = null;
    }
    return null;
  }

  private boolean startChunk() {
    RetainedBatches spine = chunks.next();
    while (spine != null && chunk == null) {
      try {
        chunk = MatchedChunk.of(spine, plan, sides, context);
        context.metrics(plan).note("spine chunks", 1);
      } catch (RuntimeException e) {
        if (!isOutOfMemory(e) || !chunks.giveBack(spine)) {
          spine.close();
          throw e;
        }
        spine = chunks.next();
      }
    }
    return chunk != null;
  }

  private static boolean isOutOfMemory(RuntimeException e) {
    return e instanceof OutOfMemoryException
        || (e instanceof PitwallException known && known.code() == ErrorCode.MEMORY_LIMIT_EXCEEDED);
  }

  @Override
  public void close() {
    if (chunk != null) {
      chunk.close();
    }
    chunks.close();
    sides.forEach(FeatureSide::close);
  }
}
