package dev.pitwall.core.registry;

import java.util.Objects;
import java.util.Optional;

/**
 * A change of one object, resolved against one version of the catalog.
 *
 * @param basedOn the catalog version that the change was resolved against; another one is a
 *     conflict
 */
public record CatalogChange(long basedOn, Edit edit) {
  public CatalogChange {
    Objects.requireNonNull(edit, "edit");
  }

  /** What becomes of the object. */
  public sealed interface Edit {}

  /**
   * Creates or replaces an object. A replaced one keeps its identity, creation time and status;
   * putting what is already there changes nothing.
   *
   * @param annotations empty to keep those it has
   */
  public record Put(Definition definition, Optional<Annotations> annotations) implements Edit {
    public Put {
      Objects.requireNonNull(definition, "definition");
      Objects.requireNonNull(annotations, "annotations");
    }
  }

  /** Drops an object; its versions stay readable. */
  public record Drop(DefinitionKind kind, String name) implements Edit {}

  /** Sets an object's status. */
  public record SetStatus(DefinitionKind kind, String name, DefinitionStatus status)
      implements Edit {}
}
