package dev.pitwall.core.catalog;

import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/** Finds the feature views whose rows in the online store a change made wrong, or incomplete. */
public final class StaleViews {
  private StaleViews() {}

  /** The views as they were before, in the order of their names: those dropped or redefined. */
  public static List<FeatureViewSpec> between(CatalogSnapshot before, CatalogSnapshot after) {
    return before.featureViews().stream()
        .filter(view -> !isServedBy(view, after.featureView(view.name())))
        .toList();
  }

  /**
   * Those views too that only got more columns, in which the rows that are stored have NULL until
   * they are materialized again.
   */
  public static List<FeatureViewSpec> toMaterialize(CatalogSnapshot before, CatalogSnapshot after) {
    return before.featureViews().stream().filter(view -> !isCurrent(view, after)).toList();
  }

  /** Whether what was stored for a view is still all that its online rows are made of. */
  public static boolean isCurrent(FeatureViewSpec view, CatalogSnapshot now) {
    return isServedBy(view, now.featureView(view.name())) && !isWider(view, now);
  }

  private static boolean isWider(FeatureViewSpec view, CatalogSnapshot after) {
    return after.featureView(view.name()).orElseThrow().columns().size() > view.columns().size();
  }

  /**
   * Whether rows materialized for one definition answer for another: all but TTL, comments, and
   * columns that came after the others.
   */
  private static boolean isServedBy(FeatureViewSpec old, Optional<FeatureViewSpec> now) {
    return now.isPresent()
        && old.name().equals(now.get().name())
        && old.entity().joinKeyNames().equals(now.get().entity().joinKeyNames())
        && old.eventTimestamp().equals(now.get().eventTimestamp())
        && old.createdTimestamp().equals(now.get().createdTimestamp())
        && isContinuedBy(fields(old), fields(now.get()))
        && old.availability() == now.get().availability()
        && old.source().equals(now.get().source());
  }

  private static boolean isContinuedBy(List<Field> old, List<Field> now) {
    return now.size() >= old.size()
        && now.subList(0, old.size()).equals(old)
        && now.subList(old.size(), now.size()).stream().allMatch(Field::isNullable);
  }

  private static List<Field> fields(FeatureViewSpec view) {
    return view.columns().stream().map(column -> column.field()).toList();
  }
}
