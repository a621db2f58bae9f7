package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.sql.ddl.clause.JoinKeys;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureServiceSpec.Selection;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.Optional;

/** Refuses changes that would break what builds on an object; its errors have no place. */
final class Dependents {
  private final CatalogSnapshot catalog;

  Dependents(CatalogSnapshot catalog) {
    this.catalog = catalog;
  }

  /** The views of an entity, in the order of their names. */
  List<FeatureViewSpec> viewsOf(String entity) {
    return catalog.featureViews().stream()
        .filter(view -> view.entity().name().equalsIgnoreCase(entity))
        .toList();
  }

  void checkDropOfEntity(EntitySpec entity) {
    refuseIfAny(
        "entity " + entity.name() + " is used by feature view ",
        viewsOf(entity.name()).stream().map(FeatureViewSpec::name).toList());
  }

  void checkDropOfView(FeatureViewSpec view) {
    refuseIfAny(
        "feature view " + view.name() + " is used by feature service ",
        catalog.featureServices().stream()
            .filter(service -> selection(service, view).isPresent())
            .map(FeatureServiceSpec::name)
            .toList());
  }

  /** Refuses an entity whose keys one of its views does not have as keys. */
  void checkReplacement(EntitySpec entity) {
    for (FeatureViewSpec view : viewsOf(entity.name())) {
      JoinKeys.problem(entity, view.name(), view.columns())
          .ifPresent(
              problem -> {
                throw broken("entity " + entity.name(), problem.getMessage());
              });
      boolean isTimestamp =
          entity.joinKeyNames().stream()
              .anyMatch(
                  key ->
                      key.equalsIgnoreCase(view.eventTimestamp())
                          || key.equalsIgnoreCase(view.createdTimestamp().orElse(null)));
      if (isTimestamp) {
        throw broken(
            "entity " + entity.name(),
            "a join key of it would be a timestamp of feature view " + view.name());
      }
    }
  }

  /** Refuses a view without a feature that a service selects of it. */
  void checkReplacement(String replaced, FeatureViewSpec view) {
    for (FeatureServiceSpec service : catalog.featureServices()) {
      selection(service, view).stream()
          .flatMap(selection -> selection.features().stream())
          .filter(feature -> view.feature(feature).isEmpty())
          .findFirst()
          .ifPresent(
              feature -> {
                throw broken(
                    replaced,
                    "feature service %s selects %s, which feature view %s would not have"
                        .formatted(service.name(), feature, view.name()));
              });
    }
  }

  private static Optional<Selection> selection(FeatureServiceSpec service, FeatureViewSpec view) {
    return service.selections().stream()
        .filter(selection -> selection.view().equalsIgnoreCase(view.name()))
        .findFirst();
  }

  private static void refuseIfAny(String problem, List<String> dependents) {
    if (!dependents.isEmpty()) {
      throw new PitwallException(
          ErrorCode.DEPENDENT_OBJECTS,
          problem + String.join(", ", dependents) + "; drop that first");
    }
  }

  private static PitwallException broken(String replaced, String reason) {
    return new PitwallException(
        ErrorCode.DEPENDENT_OBJECTS, replaced + " cannot be replaced so: " + reason);
  }
}
