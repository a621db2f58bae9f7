package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.join.pointintime.spine.SpineIndex;
import dev.pitwall.execution.plan.FeatureInput;

/** The feature rows of one input of a point-in-time join. */
public interface FeatureSide extends AutoCloseable {
  FeatureInput input();

  /** Prepares; called once, before the first match. */
  void open();

  /** Matches all feature rows with a spine, or with a part of one; may be called again. */
  FeatureMatches match(SpineIndex spine);

  @Override
  void close();
}
