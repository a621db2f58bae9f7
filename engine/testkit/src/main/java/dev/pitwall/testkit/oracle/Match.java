package dev.pitwall.testkit.oracle;

import java.util.Objects;
import java.util.Optional;

/**
 * A row of a point-in-time join.
 *
 * @param spineRow the index of the spine row
 * @param feature its match; empty where an unmatched spine row is kept
 */
public record Match(int spineRow, Optional<FeatureRow> feature) {
  public Match {
    Objects.requireNonNull(feature, "feature");
  }
}
