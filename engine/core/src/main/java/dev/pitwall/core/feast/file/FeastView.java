package dev.pitwall.core.feast.file;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A feature view.
 *
 * @param entities names, {@link FeastEntity#OF_NOTHING} alone for a view without entities
 * @param joinKeys as far as the registry has them
 * @param ttlMicros 0 when rows stay valid
 * @param history where its rows are; empty when it has no such source
 * @param stream what rows are also pushed from; empty when there is no such source
 * @param isComputed whether its rows are computed, and not those of the source
 * @param description empty when nobody said
 * @param owner empty when nobody said
 */
public record FeastView(
    String project,
    String name,
    List<String> entities,
    List<FeastField> joinKeys,
    List<FeastField> features,
    long ttlMicros,
    boolean isOnline,
    Optional<FeastSource> history,
    Optional<FeastSource> stream,
    boolean isComputed,
    String description,
    String owner,
    Map<String, String> tags)
    implements FeastObject {
  public FeastView {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(name, "name");
    entities = List.copyOf(entities);
    joinKeys = List.copyOf(joinKeys);
    features = List.copyOf(features);
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(owner, "owner");
    tags = Map.copyOf(tags);
  }
}
