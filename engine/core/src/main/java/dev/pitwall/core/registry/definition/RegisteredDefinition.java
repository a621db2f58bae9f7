package dev.pitwall.core.registry.definition;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One version of an object.
 *
 * @param id stays the same from its creation to its drop
 * @param name as its author spelled it
 * @param version counts the versions of the name from 1, across drops
 * @param catalogVersion the catalog version that the change made
 * @param createdAt when the object came to be
 * @param updatedAt when this version was made
 * @param definition empty when this version is a drop
 */
public record RegisteredDefinition(
    DefinitionKind kind,
    UUID id,
    String name,
    long version,
    long catalogVersion,
    DefinitionStatus status,
    Annotations annotations,
    Instant createdAt,
    Instant updatedAt,
    Optional<Definition> definition) {
  public RegisteredDefinition {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(annotations, "annotations");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(definition, "definition");
  }

  /** The version after this one, with the same content and status. */
  public RegisteredDefinition next(long newCatalogVersion, Instant now) {
    return new RegisteredDefinition(
        kind,
        id,
        name,
        version + 1,
        newCatalogVersion,
        status,
        annotations,
        createdAt,
        now,
        definition);
  }

  public RegisteredDefinition with(DefinitionStatus newStatus) {
    return new RegisteredDefinition(
        kind,
        id,
        name,
        version,
        catalogVersion,
        newStatus,
        annotations,
        createdAt,
        updatedAt,
        definition);
  }

  public RegisteredDefinition with(Definition content, Annotations said) {
    return new RegisteredDefinition(
        kind,
        id,
        content.name(),
        version,
        catalogVersion,
        status,
        said,
        createdAt,
        updatedAt,
        Optional.of(content));
  }

  public RegisteredDefinition dropped() {
    return new RegisteredDefinition(
        kind,
        id,
        name,
        version,
        catalogVersion,
        status,
        annotations,
        createdAt,
        updatedAt,
        Optional.empty());
  }
}
