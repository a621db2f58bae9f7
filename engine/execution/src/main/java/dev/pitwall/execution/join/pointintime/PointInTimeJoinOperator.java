package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.operator.QueryContext;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.vector.RetainedBatches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The point-in-time join: keeps the spine, streams each feature side past it once, and puts the
 * spine out again, in its own order, with the features that each row may see. See {@link
 * CandidatePass} and {@link SlotWinners} for how and why.
 */
public final class PointInTimeJoinOperator implements BatchStream {
  private final PointInTimeJoinPlan plan;
  private final BatchStream spineInput;
  private final List<FeatureSide> sides;
  private final QueryContext context;
  private final RetainedBatches spine = new RetainedBatches();
  private final Map<SpineColumns, SpineIndex> indexes = new HashMap<>();
  private final List<FeatureMatches> matches = new ArrayList<>();
  private PointInTimeOutput output;

  public PointInTimeJoinOperator(
      PointInTimeJoinPlan plan,
      BatchStream spineInput,
      List<FeatureSide> sides,
      QueryContext context) {
    this.plan = plan;
    this.spineInput = spineInput;
    this.sides = sides;
    this.context = context;
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    if (output == null) {
      match();
    }
    return output.next();
  }

  private void match() {
    spine.addAll(spineInput);
    List<SpineIndex> indexOfInput = new ArrayList<>();
    for (FeatureSide side : sides) {
      SpineIndex index = index(side.input());
      indexOfInput.add(index);
      matches.add(side.match(index));
      side.close();
    }
    output = new PointInTimeOutput(plan, spine, indexOfInput, matches, context);
  }

  private SpineIndex index(FeatureInput input) {
    return indexes.computeIfAbsent(
        new SpineColumns(input.spineKeys(), input.spineTimestamp()),
        columns -> SpineIndex.of(spine, columns.keys(), columns.timestamp(), context));
  }

  @Override
  public void close() {
    spineInput.close();
    sides.forEach(FeatureSide::close);
    matches.forEach(FeatureMatches::close);
    indexes.values().forEach(SpineIndex::close);
    spine.close();
  }

  /** By which columns of the spine an input joins. */
  private record SpineColumns(List<Integer> keys, int timestamp) {}
}
