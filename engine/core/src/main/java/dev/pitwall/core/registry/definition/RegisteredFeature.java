package dev.pitwall.core.registry.definition;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One version of a feature.
 *
 * @param id stays the same as long as the view has versions with a feature of that name
 * @param view the feature view, in lower case
 * @param description the column's comment; empty when nobody said
 * @param owner the view's owner; empty when nobody said
 * @param version counts from 1
 * @param lineage where it comes from, as JSON: view, entity, format, location, column
 * @param statistics as JSON; empty until someone measured
 * @param constraints what its values keep to, as JSON: SQL type, nullability
 */
public record RegisteredFeature(
    UUID id,
    String view,
    String name,
    String description,
    String owner,
    Instant createdAt,
    Instant updatedAt,
    long version,
    DefinitionStatus status,
    List<String> tags,
    String lineage,
    Optional<String> statistics,
    String constraints) {
  public RegisteredFeature {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(view, "view");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(status, "status");
    tags = List.copyOf(tags);
    Objects.requireNonNull(lineage, "lineage");
    Objects.requireNonNull(statistics, "statistics");
    Objects.requireNonNull(constraints, "constraints");
  }

  /** The feature that this one follows, in its place: same identity and age, next version. */
  public RegisteredFeature after(RegisteredFeature earlier) {
    return new RegisteredFeature(
        earlier.id,
        view,
        name,
        description,
        owner,
        earlier.createdAt,
        updatedAt,
        earlier.version + 1,
        status,
        tags,
        lineage,
        earlier.statistics,
        constraints);
  }

  /** This feature once its view has it no more. */
  public RegisteredFeature archived(Instant now) {
    return new RegisteredFeature(
        id,
        view,
        name,
        description,
        owner,
        createdAt,
        now,
        version + 1,
        DefinitionStatus.ARCHIVED,
        tags,
        lineage,
        statistics,
        constraints);
  }

  /** Whether both say the same, whenever they were written. */
  public boolean saysTheSameAs(RegisteredFeature other) {
    return name.equals(other.name)
        && description.equals(other.description)
        && owner.equals(other.owner)
        && status == other.status
        && tags.equals(other.tags)
        && lineage.equals(other.lineage)
        && constraints.equals(other.constraints);
  }
}
