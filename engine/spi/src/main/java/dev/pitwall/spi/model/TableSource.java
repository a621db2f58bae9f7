package dev.pitwall.spi.model;

import java.util.Map;
import java.util.Objects;

/**
 * Where the rows of a table are.
 *
 * @param format which store reads it
 * @param location a path or URI, as the user wrote it
 * @param options what the user gave in OPTIONS, names in lower case
 */
public record TableSource(SourceFormat format, String location, Map<String, String> options) {
  public TableSource {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(location, "location");
    options = Map.copyOf(options);
  }
}
