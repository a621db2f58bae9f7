package dev.pitwall.core.feast.file;

import java.util.Map;
import java.util.Objects;

/**
 * Where the rows of a view are.
 *
 * @param name as the registry has it, which may be empty
 * @param kind what sort of source it is, within a sentence
 * @param timestampField the column of event times
 * @param createdField the column that says when rows were written; empty when there is none
 * @param fieldMapping names that Feast has for columns of the source, by the column's name
 * @param format {@code delta}, {@code parquet} or another of Feast's; empty when the source is not
 *     one of files
 * @param location a path or URI; empty when the source is not one of files
 */
public record FeastSource(
    String name,
    String kind,
    String timestampField,
    String createdField,
    Map<String, String> fieldMapping,
    String format,
    String location) {
  public FeastSource {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(timestampField, "timestampField");
    Objects.requireNonNull(createdField, "createdField");
    fieldMapping = Map.copyOf(fieldMapping);
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(location, "location");
  }
}
