package dev.pitwall.core.sql.ddl.clause;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.Collection;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;

/** Finds what the names in a statement mean; a name that means nothing is an error at its place. */
public final class CatalogNames {
  private final CatalogSnapshot catalog;

  public CatalogNames(CatalogSnapshot catalog) {
    this.catalog = catalog;
  }

  public EntitySpec entity(SqlIdentifier name) {
    String simple = simple(ObjectKind.ENTITY, name);
    return catalog.entity(simple).orElseThrow(() -> missing(ObjectKind.ENTITY, name));
  }

  public FeatureViewSpec featureView(SqlIdentifier name) {
    String simple = simple(ObjectKind.FEATURE_VIEW, name);
    return catalog.featureView(simple).orElseThrow(() -> missing(ObjectKind.FEATURE_VIEW, name));
  }

  public LakeTable lakeTable(SqlIdentifier name) {
    String simple = simple(ObjectKind.TABLE, name);
    return catalog.lakeTable(simple).orElseThrow(() -> missing(ObjectKind.TABLE, name));
  }

  public FeatureServiceSpec featureService(SqlIdentifier name) {
    String simple = simple(ObjectKind.FEATURE_SERVICE, name);
    return catalog
        .featureService(simple)
        .orElseThrow(() -> missing(ObjectKind.FEATURE_SERVICE, name));
  }

  public TrainingSet trainingSet(SqlIdentifier name) {
    String simple = simple(ObjectKind.TRAINING_SET, name);
    return catalog.trainingSet(simple).orElseThrow(() -> missing(ObjectKind.TRAINING_SET, name));
  }

  /** The names of all objects of a kind, in order. */
  public Collection<String> names(ObjectKind kind) {
    return switch (kind) {
      case ENTITY -> catalog.entityMap().keySet();
      case FEATURE_VIEW -> catalog.featureViewMap().keySet();
      case FEATURE_SERVICE -> catalog.featureServiceMap().keySet();
      case TABLE -> catalog.lakeTableMap().keySet();
      case TRAINING_SET -> catalog.trainingSetMap().keySet();
    };
  }

  /** Whether there is an object of that kind, in whatever case its name is written. */
  public boolean has(ObjectKind kind, String simpleName) {
    return switch (kind) {
      case ENTITY -> catalog.entity(simpleName).isPresent();
      case FEATURE_VIEW -> catalog.featureView(simpleName).isPresent();
      case FEATURE_SERVICE -> catalog.featureService(simpleName).isPresent();
      case TABLE -> catalog.lakeTable(simpleName).isPresent();
      case TRAINING_SET -> catalog.trainingSet(simpleName).isPresent();
    };
  }

  /** The object's own name, its schema taken off where one may stand. */
  public static String simple(ObjectKind kind, SqlIdentifier name) {
    Set<String> schemas =
        switch (kind) {
          case FEATURE_VIEW -> Set.of("features", "online");
          case TABLE -> Set.of("lake");
          case TRAINING_SET -> Set.of("training_sets");
          default -> Set.of();
        };
    String last = name.names.get(name.names.size() - 1);
    boolean isInSchema =
        name.names.size() == 2 && schemas.stream().anyMatch(name.names.get(0)::equalsIgnoreCase);
    if (name.isSimple() || isInSchema) {
      return last;
    }
    String rule = schemas.isEmpty() ? "has no schema" : "is in the schema " + firstOf(kind);
    throw new PitwallException(
            ErrorCode.SCHEMA_NOT_FOUND,
            article(kind) + " " + rule + "; write " + last + " instead of " + name)
        .at(Positions.of(name));
  }

  PitwallException missing(ObjectKind kind, SqlIdentifier name) {
    ErrorCode code =
        switch (kind) {
          case ENTITY -> ErrorCode.ENTITY_NOT_FOUND;
          case FEATURE_VIEW -> ErrorCode.FEATURE_VIEW_NOT_FOUND;
          case FEATURE_SERVICE -> ErrorCode.FEATURE_SERVICE_NOT_FOUND;
          case TABLE, TRAINING_SET -> ErrorCode.TABLE_NOT_FOUND;
        };
    String simple = simple(kind, name);
    return new PitwallException(
            code,
            "there is no "
                + spelled(kind)
                + " "
                + simple
                + Suggestion.didYouMean(simple, names(kind)))
        .at(Positions.of(name));
  }

  /** The kind's name within a sentence. */
  public static String spelled(ObjectKind kind) {
    return switch (kind) {
      case ENTITY -> "entity";
      case FEATURE_VIEW -> "feature view";
      case FEATURE_SERVICE -> "feature service";
      case TABLE -> "table";
      case TRAINING_SET -> "training set";
    };
  }

  public static DefinitionKind registered(ObjectKind kind) {
    return switch (kind) {
      case ENTITY -> DefinitionKind.ENTITY;
      case FEATURE_VIEW -> DefinitionKind.FEATURE_VIEW;
      case FEATURE_SERVICE -> DefinitionKind.FEATURE_SERVICE;
      case TABLE -> DefinitionKind.LAKE_TABLE;
      case TRAINING_SET -> DefinitionKind.TRAINING_SET;
    };
  }

  private static String article(ObjectKind kind) {
    return (kind == ObjectKind.ENTITY ? "an " : "a ") + spelled(kind);
  }

  private static String firstOf(ObjectKind kind) {
    return switch (kind) {
      case TABLE -> "lake";
      case TRAINING_SET -> "training_sets";
      default -> "features";
    };
  }
}
