package dev.pitwall.spi.model;

import java.util.List;
import java.util.Objects;

/**
 * A named list of features from several views: what one model reads.
 *
 * @param name unique among feature services
 * @param selections the views and their features, in declared order
 * @param comment for people; empty when nobody said
 */
public record FeatureServiceSpec(String name, List<Selection> selections, String comment) {
  public FeatureServiceSpec {
    Objects.requireNonNull(name, "name");
    selections = List.copyOf(selections);
    Objects.requireNonNull(comment, "comment");
  }

  /**
   * Features of one view.
   *
   * @param view the feature view's name
   * @param features the feature names in the order asked for; empty means all of the view's
   */
  public record Selection(String view, List<String> features) {
    public Selection {
      Objects.requireNonNull(view, "view");
      features = List.copyOf(features);
    }
  }
}
