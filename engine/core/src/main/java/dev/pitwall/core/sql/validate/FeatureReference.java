package dev.pitwall.core.sql.validate;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.stream.Stream;

/** One feature of one view, as {@code 'view:feature'} names it. */
record FeatureReference(FeatureViewSpec view, String feature) {

  /** What a reference names: one feature, or all of a view's for {@code 'view:*'}. */
  static List<FeatureReference> parse(String text, CatalogSnapshot catalog) {
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "a feature is named 'view:feature' or 'view:*', not '" + text + "'");
    }
    FeatureViewSpec view = view(text.substring(0, colon), catalog);
    String feature = text.substring(colon + 1);
    return feature.equals("*") ? all(view) : List.of(feature(view, feature));
  }

  /** The features of a service, in its order. */
  static List<FeatureReference> ofService(String name, CatalogSnapshot catalog) {
    FeatureServiceSpec service =
        catalog
            .featureService(name)
            .orElseThrow(
                () ->
                    new PitwallException(
                        ErrorCode.FEATURE_SERVICE_NOT_FOUND,
                        "there is no feature service "
                            + name
                            + Suggestion.didYouMean(name, catalog.featureServiceMap().keySet())));
    return service.selections().stream().flatMap(s -> selected(s, catalog)).toList();
  }

  /** The name that Feast gives the feature when full names are asked for. */
  String fullName() {
    return view.name() + "__" + feature;
  }

  private static Stream<FeatureReference> selected(
      FeatureServiceSpec.Selection selection, CatalogSnapshot catalog) {
    FeatureViewSpec view = view(selection.view(), catalog);
    return selection.features().isEmpty()
        ? all(view).stream()
        : selection.features().stream().map(feature -> feature(view, feature));
  }

  private static FeatureViewSpec view(String name, CatalogSnapshot catalog) {
    return catalog
        .featureView(name)
        .orElseThrow(
            () ->
                new PitwallException(
                    ErrorCode.FEATURE_VIEW_NOT_FOUND,
                    "there is no feature view "
                        + name
                        + Suggestion.didYouMean(name, catalog.featureViewMap().keySet())));
  }

  private static List<FeatureReference> all(FeatureViewSpec view) {
    return view.features().stream().map(c -> new FeatureReference(view, c.name())).toList();
  }

  private static FeatureReference feature(FeatureViewSpec view, String name) {
    List<String> known = view.features().stream().map(ColumnSpec::name).toList();
    return view.feature(name)
        .map(found -> new FeatureReference(view, found.name()))
        .orElseThrow(
            () ->
                new PitwallException(
                    ErrorCode.FEATURE_NOT_FOUND,
                    "feature view "
                        + view.name()
                        + " has no feature "
                        + name
                        + Suggestion.didYouMean(name, known)));
  }
}
