package dev.pitwall.core.registry.definition;

/** Whether an object is to be used; for people, it changes no answer. */
public enum DefinitionStatus {
  ACTIVE,
  /** Still there, but on its way out. */
  DEPRECATED,
  /** Kept for the record only. */
  ARCHIVED
}
