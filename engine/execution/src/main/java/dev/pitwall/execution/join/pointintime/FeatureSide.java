package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.plan.FeatureInput;

/** The feature rows of one input of a point-in-time join, matched with the spine once. */
public interface FeatureSide extends AutoCloseable {
  FeatureInput input();

  /** Streams all feature rows past the spine; called at most once. */
  FeatureMatches match(SpineIndex spine);

  @Override
  void close();
}
