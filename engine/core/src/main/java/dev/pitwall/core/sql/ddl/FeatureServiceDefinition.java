package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.sql.ddl.clause.CatalogNames;
import dev.pitwall.core.sql.tree.clause.FeatureSelection;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.tree.definition.CreateFeatureService;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureServiceSpec.Selection;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlIdentifier;

/** Reads CREATE FEATURE SERVICE. */
final class FeatureServiceDefinition {
  private final CatalogNames names;

  FeatureServiceDefinition(CatalogSnapshot catalog) {
    this.names = new CatalogNames(catalog);
  }

  /** The service, its views and features spelled as they were created. */
  FeatureServiceSpec of(CreateFeatureService statement) {
    Set<String> views = new TreeSet<>();
    List<Selection> selections = new ArrayList<>();
    for (FeatureSelection selection : statement.selections()) {
      FeatureViewSpec view = names.featureView(selection.view());
      if (!views.add(view.name())) {
        throw new PitwallException(
                ErrorCode.DUPLICATE_OBJECT,
                "feature view " + view.name() + " is selected twice; list its features once")
            .at(Positions.of(selection.view()));
      }
      selections.add(new Selection(view.name(), features(view, selection)));
    }
    return new FeatureServiceSpec(statement.name().getSimple(), selections, statement.comment());
  }

  private static List<String> features(FeatureViewSpec view, FeatureSelection selection) {
    Set<String> features = new TreeSet<>();
    List<String> inOrder = new ArrayList<>();
    for (SqlIdentifier name : selection.featureNames()) {
      String feature = view.feature(name.getSimple()).orElseThrow(() -> missing(view, name)).name();
      if (!features.add(feature)) {
        throw new PitwallException(
                ErrorCode.DUPLICATE_COLUMN,
                "feature " + feature + " of " + view.name() + " is selected twice; keep one")
            .at(Positions.of(name));
      }
      inOrder.add(feature);
    }
    return inOrder;
  }

  private static PitwallException missing(FeatureViewSpec view, SqlIdentifier name) {
    String wanted = name.getSimple();
    List<String> known = view.features().stream().map(ColumnSpec::name).toList();
    String reason =
        view.column(wanted).isPresent()
            ? wanted + " is a join key or timestamp of " + view.name() + ", not a feature"
            : "feature view "
                + view.name()
                + " has no feature "
                + wanted
                + Suggestion.didYouMean(wanted, known);
    return new PitwallException(ErrorCode.FEATURE_NOT_FOUND, reason).at(Positions.of(name));
  }
}
