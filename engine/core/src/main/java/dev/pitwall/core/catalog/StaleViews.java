package dev.pitwall.core.catalog;

import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.Optional;

/** Finds the feature views whose rows in the online store a change made wrong. */
public final class StaleViews {
  private StaleViews() {}

  /** The views as they were before, in the order of their names: those dropped or redefined. */
  public static List<FeatureViewSpec> between(CatalogSnapshot before, CatalogSnapshot after) {
    return before.featureViews().stream()
        .filter(view -> !isServedBy(view, after.featureView(view.name())))
        .toList();
  }

  /** Whether rows materialized for one definition answer for another: all but TTL and comments. */
  private static boolean isServedBy(FeatureViewSpec old, Optional<FeatureViewSpec> now) {
    return now.isPresent()
        && old.name().equals(now.get().name())
        && old.entity().joinKeyNames().equals(now.get().entity().joinKeyNames())
        && old.eventTimestamp().equals(now.get().eventTimestamp())
        && old.createdTimestamp().equals(now.get().createdTimestamp())
        && fields(old).equals(fields(now.get()))
        && old.availability() == now.get().availability()
        && old.source().equals(now.get().source());
  }

  private static List<?> fields(FeatureViewSpec view) {
    return view.columns().stream().map(column -> column.field()).toList();
  }
}
