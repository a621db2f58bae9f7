package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.core.registry.CatalogChange.Edit;
import dev.pitwall.core.registry.CatalogChange.Put;
import dev.pitwall.core.registry.CatalogChange.SetStatus;
import dev.pitwall.core.registry.definition.Definition;
import dev.pitwall.core.registry.definition.DefinitionStatus;
import dev.pitwall.core.sql.ddl.clause.CatalogNames;
import dev.pitwall.core.sql.ddl.clause.TimeToLiveClause;
import dev.pitwall.core.sql.tree.clause.ObjectChange;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.tree.definition.AlterObject;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;

/** Resolves ALTER statements against one version of the catalog. */
final class Alteration {
  private final CatalogSnapshot catalog;
  private final CatalogNames names;
  private final StoreRegistry stores;

  Alteration(CatalogSnapshot catalog, StoreRegistry stores) {
    this.catalog = catalog;
    this.names = new CatalogNames(catalog);
    this.stores = stores;
  }

  Edit of(AlterObject statement) {
    ObjectChange change = statement.change();
    if (change instanceof ObjectChange.SetComment comment) {
      return put(commented(statement, comment.value().toValue()));
    }
    if (change instanceof ObjectChange.SetStatus status) {
      Definition target = commented(statement, "");
      return new SetStatus(target.kind(), target.name(), status(status.value()));
    }
    if (statement.kind() != ObjectKind.FEATURE_VIEW) {
      throw new PitwallException(
              ErrorCode.INVALID_STATEMENT,
              "ALTER %s has no %s, which is for feature views"
                  .formatted(statement.kind().keywords(), change.keywords()))
          .at(Positions.of(change.value()));
    }
    FeatureViewSpec view = names.featureView(statement.name());
    if (change instanceof ObjectChange.AddColumn add) {
      return put(new Definition.FeatureView(new ColumnAddition(catalog, stores).to(view, add)));
    }
    TimeToLive timeToLive = TimeToLiveClause.read(change.value());
    return put(new Definition.FeatureView(with(view, timeToLive, view.comment())));
  }

  private Definition commented(AlterObject statement, String comment) {
    return switch (statement.kind()) {
      case ENTITY -> {
        EntitySpec old = names.entity(statement.name());
        yield new Definition.Entity(new EntitySpec(old.name(), old.joinKeys(), comment));
      }
      case FEATURE_VIEW -> {
        FeatureViewSpec old = names.featureView(statement.name());
        yield new Definition.FeatureView(with(old, old.timeToLive(), comment));
      }
      case FEATURE_SERVICE -> {
        FeatureServiceSpec old = names.featureService(statement.name());
        yield new Definition.FeatureService(
            new FeatureServiceSpec(old.name(), old.selections(), comment));
      }
      case TABLE -> {
        LakeTable old = names.lakeTable(statement.name());
        yield new Definition.LakeTable(
            new LakeTable(old.name(), old.source(), old.columns(), comment));
      }
      case TRAINING_SET ->
          throw new PitwallException(
                  ErrorCode.NOT_SUPPORTED,
                  "a training set stays as it was recorded; record another")
              .at(Positions.of(statement.name()));
    };
  }

  private static FeatureViewSpec with(FeatureViewSpec view, TimeToLive timeToLive, String comment) {
    return new FeatureViewSpec(
        view.name(),
        view.entity(),
        view.eventTimestamp(),
        view.createdTimestamp(),
        timeToLive,
        view.columns(),
        view.availability(),
        view.source(),
        comment,
        view.cacheTtl());
  }

  private static DefinitionStatus status(SqlIdentifier name) {
    String wanted = name.getSimple().toUpperCase(Locale.ROOT);
    List<String> known = Arrays.stream(DefinitionStatus.values()).map(Enum::name).toList();
    if (!known.contains(wanted)) {
      throw new PitwallException(
              ErrorCode.INVALID_VALUE,
              "there is no status "
                  + name.getSimple()
                  + "; use "
                  + String.join(", ", known)
                  + Suggestion.didYouMean(wanted, known))
          .at(Positions.of(name));
    }
    return DefinitionStatus.valueOf(wanted);
  }

  private static Put put(Definition definition) {
    return new Put(definition, Optional.empty());
  }
}
