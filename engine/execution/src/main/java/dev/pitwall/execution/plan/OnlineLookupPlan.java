package dev.pitwall.execution.plan;

import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.OnlineStore;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Looks the keys of its input up in the online store, a batch at a time.
 *
 * @param keyColumns input columns with the join keys, in the entity's order
 * @param features the features asked for
 * @param schema the input's columns, then the features, the event timestamp (Int64) and the status
 */
public record OnlineLookupPlan(
    PhysicalPlan input,
    OnlineStore store,
    FeatureViewSpec view,
    List<Integer> keyColumns,
    List<String> features,
    Schema schema)
    implements PhysicalPlan {
  public OnlineLookupPlan {
    keyColumns = List.copyOf(keyColumns);
    features = List.copyOf(features);
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of(input);
  }
}
