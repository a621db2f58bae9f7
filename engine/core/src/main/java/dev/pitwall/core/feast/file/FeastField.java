package dev.pitwall.core.feast.file;

import java.util.Objects;

/**
 * A join key or a feature.
 *
 * @param valueType the number that Feast's {@code ValueType} has for its type; 0 when it is unknown
 */
public record FeastField(String name, int valueType) {
  public FeastField {
    Objects.requireNonNull(name, "name");
  }
}
