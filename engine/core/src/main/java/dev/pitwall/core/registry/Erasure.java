package dev.pitwall.core.registry;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The receipt of an erasure.
 *
 * @param entity the entity's name
 * @param joinKey which one, as text
 * @param scope from where it was to be removed
 * @param requestedBy the user who said so
 * @param startedAt when it was first tried
 * @param finishedAt when all was removed; empty while it is not
 * @param removed what was removed so far, as text; empty at first
 */
public record Erasure(
    UUID id,
    String entity,
    String joinKey,
    String scope,
    String requestedBy,
    Instant startedAt,
    Optional<Instant> finishedAt,
    String removed) {
  public Erasure {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(joinKey, "joinKey");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(requestedBy, "requestedBy");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(finishedAt, "finishedAt");
    Objects.requireNonNull(removed, "removed");
  }
}
