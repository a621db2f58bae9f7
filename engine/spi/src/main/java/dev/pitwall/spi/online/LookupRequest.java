package dev.pitwall.spi.online;

import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A batch of keys to look up in one view.
 *
 * @param view the view
 * @param features the features wanted, in the order of the result's vectors
 * @param keys one vector for each join key, in the entity's order; the caller keeps it, unchanged,
 *     until the answer is there
 * @param nowMicros the time against which the TTL counts, in microseconds since the epoch
 */
public record LookupRequest(
    FeatureViewSpec view, List<String> features, VectorSchemaRoot keys, long nowMicros) {
  /** More keys are better asked for by several requests: each is answered within a deadline. */
  public static final int KEYS_AT_ONCE = 512;

  public LookupRequest {
    Objects.requireNonNull(view, "view");
    features = List.copyOf(features);
    Objects.requireNonNull(keys, "keys");
  }
}
