package dev.pitwall.spi.model;

import java.util.List;
import java.util.Objects;

/**
 * A thing that features describe.
 *
 * @param name unique among entities
 * @param joinKeys the typed key columns in declared order; empty for an entity with a single
 *     instance
 * @param comment for people; empty when nobody said
 */
public record EntitySpec(String name, List<ColumnSpec> joinKeys, String comment) {
  public EntitySpec {
    Objects.requireNonNull(name, "name");
    joinKeys = List.copyOf(joinKeys);
    Objects.requireNonNull(comment, "comment");
  }

  /** The names of the join keys, in declared order. */
  public List<String> joinKeyNames() {
    return joinKeys.stream().map(ColumnSpec::name).toList();
  }
}
