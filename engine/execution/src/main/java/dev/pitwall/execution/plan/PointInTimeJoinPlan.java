package dev.pitwall.execution.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * For each spine row, the newest feature row of each input that was valid at the spine row's
 * timestamp. Spine rows come out in the order in which they came in.
 *
 * @param schema the spine's columns, then the output columns of each feature input, nullable where
 *     unmatched rows are kept
 */
public record PointInTimeJoinPlan(PhysicalPlan spine, List<FeatureInput> features, Schema schema)
    implements PhysicalPlan {
  public PointInTimeJoinPlan {
    features = List.copyOf(features);
  }

  @Override
  public List<PhysicalPlan> inputs() {
    List<PhysicalPlan> inputs = new ArrayList<>();
    inputs.add(spine);
    features.forEach(feature -> inputs.add(feature.source()));
    return List.copyOf(inputs);
  }
}
