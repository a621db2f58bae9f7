package dev.pitwall.core.feast.file;

import java.util.Objects;

/**
 * An entity, which in Feast has one join key.
 *
 * @param description empty when nobody said
 */
public record FeastEntity(String project, String name, FeastField joinKey, String description)
    implements FeastObject {
  /** The name that Feast has for the entity of views without one. */
  public static final String OF_NOTHING = "__dummy";

  public FeastEntity {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(joinKey, "joinKey");
    Objects.requireNonNull(description, "description");
  }
}
