package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.join.pointintime.spine.SpineIndex;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.RetainedBatches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A chunk of the spine with the matches of each feature side. */
final class MatchedChunk implements AutoCloseable {
  private final QueryContext context;
  private final Map<SpineColumns, SpineIndex> indexes = new HashMap<>();
  private final List<FeatureMatches> matches = new ArrayList<>();
  private RetainedBatches spine = new RetainedBatches();
  private PointInTimeOutput output;

  private MatchedChunk(QueryContext context) {
    this.context = context;
  }

  /**
   * Matches a chunk.
   *
   * @param spine taken over, unless this fails
   */
  static MatchedChunk of(
      RetainedBatches spine,
      PointInTimeJoinPlan plan,
      List<FeatureSide> sides,
      QueryContext context) {
    MatchedChunk chunk = new MatchedChunk(context);
    try {
      chunk.match(spine, plan, sides);
      chunk.spine = spine;
      return chunk;
    } catch (RuntimeException | Error e) {
      chunk.close();
      throw e;
    }
  }

  private void match(RetainedBatches rows, PointInTimeJoinPlan plan, List<FeatureSide> sides) {
    List<SpineIndex> indexOfInput = new ArrayList<>();
    for (FeatureSide side : sides) {
      SpineIndex index = index(rows, side.input());
      indexOfInput.add(index);
      matches.add(side.match(index));
    }
    output = new PointInTimeOutput(plan, rows, indexOfInput, matches, context);
  }

  /** Inputs that join by the same columns of the spine share an index. */
  private SpineIndex index(RetainedBatches rows, FeatureInput input) {
    return indexes.computeIfAbsent(
        new SpineColumns(input.spineKeys(), input.spineTimestamp()),
        columns -> SpineIndex.of(rows, columns.keys(), columns.timestamp(), context));
  }

  /** The next batch of the answer, which the caller owns; null at the end. */
  VectorSchemaRoot next() {
    return output.next();
  }

  @Override
  public void close() {
    if (output != null) {
      output.close();
    }
    matches.forEach(FeatureMatches::close);
    indexes.values().forEach(SpineIndex::close);
    spine.close();
  }

  /** By which columns of the spine an input joins. */
  private record SpineColumns(List<Integer> keys, int timestamp) {}
}
