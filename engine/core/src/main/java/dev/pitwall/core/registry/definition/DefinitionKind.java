package dev.pitwall.core.registry.definition;

/** The kinds of object that the registry keeps. */
public enum DefinitionKind {
  ENTITY,
  FEATURE_VIEW,
  LAKE_TABLE,
  FEATURE_SERVICE,
  TRAINING_SET
}
