package dev.pitwall.core.registry;

import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.Objects;

/**
 * A view as it was when something began to read its history.
 *
 * @param erasures how often entities had been erased from its online rows
 */
public record ViewState(FeatureViewSpec view, long erasures) {
  public ViewState {
    Objects.requireNonNull(view, "view");
  }
}
