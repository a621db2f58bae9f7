package dev.pitwall.core.registry.definition;

import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureViewSpec;

/** An object of the catalog, of whichever kind. */
public sealed interface Definition {
  DefinitionKind kind();

  /** As its author spelled it; unique in its kind, in any case. */
  String name();

  /** An entity. */
  record Entity(EntitySpec spec) implements Definition {
    @Override
    public DefinitionKind kind() {
      return DefinitionKind.ENTITY;
    }

    @Override
    public String name() {
      return spec.name();
    }
  }

  /** A feature view. */
  record FeatureView(FeatureViewSpec spec) implements Definition {
    @Override
    public DefinitionKind kind() {
      return DefinitionKind.FEATURE_VIEW;
    }

    @Override
    public String name() {
      return spec.name();
    }
  }

  /** A lake table. */
  record LakeTable(dev.pitwall.core.catalog.LakeTable spec) implements Definition {
    @Override
    public DefinitionKind kind() {
      return DefinitionKind.LAKE_TABLE;
    }

    @Override
    public String name() {
      return spec.name();
    }
  }

  /** A feature service. */
  record FeatureService(FeatureServiceSpec spec) implements Definition {
    @Override
    public DefinitionKind kind() {
      return DefinitionKind.FEATURE_SERVICE;
    }

    @Override
    public String name() {
      return spec.name();
    }
  }

  /** A training set. */
  record TrainingSet(dev.pitwall.core.catalog.TrainingSet spec) implements Definition {
    @Override
    public DefinitionKind kind() {
      return DefinitionKind.TRAINING_SET;
    }

    @Override
    public String name() {
      return spec.name();
    }
  }
}
