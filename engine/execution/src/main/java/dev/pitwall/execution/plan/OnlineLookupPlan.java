package dev.pitwall.execution.plan;

import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.OnlineStore;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Looks the keys of its input up in the online store, a batch at a time.
 *
 * @param views looked up together
 * @param schema the input's columns; then for each view its features, the event timestamp (Int64)
 *     and the status
 */
public record OnlineLookupPlan(
    PhysicalPlan input, OnlineStore store, List<View> views, Schema schema)
    implements PhysicalPlan {
  public OnlineLookupPlan {
    views = List.copyOf(views);
  }

  /**
   * What is looked up in one view.
   *
   * @param keyColumns input columns with the join keys, in the entity's order
   * @param features the features asked for
   */
  public record View(FeatureViewSpec view, List<Integer> keyColumns, List<String> features) {
    public View {
      keyColumns = List.copyOf(keyColumns);
      features = List.copyOf(features);
    }
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of(input);
  }
}
