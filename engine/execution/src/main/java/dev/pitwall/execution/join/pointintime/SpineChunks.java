package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.RetainedBatches;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The spine in chunks, in its order, each as large as the query's memory allows to match at once.
 * The matches of a spine row do not depend on other spine rows, so chunks may be cut anywhere.
 */
final class SpineChunks implements AutoCloseable {
  /** A chunk and its matches take this part of the memory left, by estimate. */
  private static final int SHARE_OF_HEADROOM = 2;

  /** What a value takes, in bytes, by estimate. */
  private static final long FIXED_WIDTH = 9;

  private static final long VARIABLE_WIDTH = 40;

  private final BatchStream input;
  private final QueryContext context;
  private final long bytesPerRow;
  private final Deque<RetainedBatches> givenBack = new ArrayDeque<>();
  private long largest;

  SpineChunks(BatchStream input, PointInTimeJoinPlan plan, QueryContext context) {
    this.input = input;
    this.context = context;
    this.bytesPerRow = bytesPerRow(plan, context);
    this.largest = context.tuning().spineRows();
  }

  /** What a spine row costs besides its own columns: its slot, candidates and matches. */
  private static long bytesPerRow(PointInTimeJoinPlan plan, QueryContext context) {
    long slot = Integer.BYTES + 7L * Long.BYTES;
    long candidates = 5L * Long.BYTES * context.pool().size();
    long matches = 0;
    for (FeatureInput feature : plan.features()) {
      List<Field> fields = feature.source().schema().getFields();
      matches += Long.BYTES;
      matches += feature.output().stream().mapToLong(i -> width(fields.get(i))).sum();
    }
    return slot + candidates + matches;
  }

  private static long width(Field field) {
    ArrowType type = field.getType();
    boolean fixed =
        !(type.isComplex() || type instanceof ArrowType.Utf8 || type instanceof ArrowType.Binary);
    return fixed ? FIXED_WIDTH : VARIABLE_WIDTH;
  }

  /** The next chunk, which the caller closes; null at the end. */
  RetainedBatches next() {
    return givenBack.isEmpty() ? pull() : givenBack.pop();
  }

  private RetainedBatches pull() {
    long affordable = context.memory().headroom() / SHARE_OF_HEADROOM;
    RetainedBatches chunk = new RetainedBatches();
    long bytes = 0;
    while (bytes < affordable && chunk.rowCount() < largest) {
      VectorSchemaRoot batch = input.next();
      if (batch == null) {
        break;
      }
      chunk.add(batch);
      bytes += batch.getRowCount() * bytesPerRow + bytes(batch);
    }
    return chunk.rowCount() == 0 ? null : chunk;
  }

  private static long bytes(VectorSchemaRoot batch) {
    return batch.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
  }

  /**
   * Takes a chunk back that proved too large, to hand it out in halves.
   *
   * @return false, with the chunk left to the caller, if it cannot be cut
   */
  boolean giveBack(RetainedBatches chunk) {
    int count = chunk.batches().size();
    if (count < 2) {
      return false;
    }
    largest = Math.max(1, chunk.rowCount() / 2);
    RetainedBatches[] halves = {new RetainedBatches(), new RetainedBatches()};
    for (int i = 0; i < count; i++) {
      halves[2 * i / count].add(chunk.batches().get(i));
    }
    givenBack.push(halves[1]);
    givenBack.push(halves[0]);
    return true;
  }

  @Override
  public void close() {
    givenBack.forEach(RetainedBatches::close);
    givenBack.clear();
    input.close();
  }
}
