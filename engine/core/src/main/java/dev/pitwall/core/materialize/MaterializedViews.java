package dev.pitwall.core.materialize;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.util.Util;

/** Finds the views that a statement about the online store names. */
final class MaterializedViews {
  private MaterializedViews() {}

  /**
   * The views of some names, in their order.
   *
   * @throws PitwallException FEATURE_VIEW_NOT_FOUND, or INVALID_STATEMENT for one that is OFFLINE
   *     ONLY, at the name
   */
  static List<FeatureViewSpec> find(List<SqlIdentifier> names, CatalogSnapshot catalog) {
    return names.stream().map(name -> find(name, catalog)).toList();
  }

  private static FeatureViewSpec find(SqlIdentifier name, CatalogSnapshot catalog) {
    String last = Util.last(name.names);
    FeatureViewSpec view =
        catalog
            .featureView(last)
            .orElseThrow(
                () ->
                    new PitwallException(
                            ErrorCode.FEATURE_VIEW_NOT_FOUND,
                            "there is no feature view "
                                + last
                                + Suggestion.didYouMean(last, catalog.featureViewMap().keySet()))
                        .at(Positions.of(name)));
    if (view.availability() == Availability.OFFLINE_ONLY) {
      throw new PitwallException(
              ErrorCode.INVALID_STATEMENT,
              "feature view "
                  + view.name()
                  + " is OFFLINE ONLY; create it again with ONLINE to materialize it")
          .at(Positions.of(name));
    }
    return view;
  }
}
