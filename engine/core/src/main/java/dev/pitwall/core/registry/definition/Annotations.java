package dev.pitwall.core.registry.definition;

import java.util.List;
import java.util.Objects;

/**
 * What people say about an object beside its comment.
 *
 * @param owner who answers for it; empty when nobody said
 */
public record Annotations(String owner, List<String> tags) {
  public static final Annotations NONE = new Annotations("", List.of());

  public Annotations {
    Objects.requireNonNull(owner, "owner");
    tags = List.copyOf(tags);
  }
}
