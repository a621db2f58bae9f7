package dev.pitwall.core.feast.file;

import java.util.Objects;

/**
 * An object that has no counterpart in the catalog.
 *
 * @param kind within a sentence
 * @param reason why it has none
 */
public record OtherObject(String project, String kind, String name, String reason)
    implements FeastObject {
  public OtherObject {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(reason, "reason");
  }
}
