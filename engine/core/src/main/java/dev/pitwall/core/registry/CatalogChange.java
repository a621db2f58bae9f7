package dev.pitwall.core.registry;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.registry.definition.Annotations;
import dev.pitwall.core.registry.definition.Definition;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.core.registry.definition.DefinitionStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A change of one object or several, resolved against one version of the catalog.
 *
 * @param basedOn the catalog version that the change was resolved against; another one is a
 *     conflict
 * @param edits made in this order
 */
public record CatalogChange(long basedOn, List<Edit> edits) {
  public CatalogChange {
    edits = List.copyOf(edits);
  }

  /** A change of one object. */
  public CatalogChange(long basedOn, Edit edit) {
    this(basedOn, List.of(edit));
  }

  /** What becomes of an object. */
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

    /** The catalog as it will be, but for its version. */
    public CatalogSnapshot in(CatalogSnapshot before) {
      return CatalogRows.with(before, definition);
    }
  }

  /** Drops an object; its versions stay readable. */
  public record Drop(DefinitionKind kind, String name) implements Edit {}

  /** Sets an object's status. */
  public record SetStatus(DefinitionKind kind, String name, DefinitionStatus status)
      implements Edit {}
}
