package dev.pitwall.spi.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table of feature rows.
 *
 * @param name unique among feature views
 * @param entity what the features describe; its join keys are columns of the view
 * @param eventTimestamp the column that says when the fact became true
 * @param createdTimestamp the column that says when the row was written, if there is one
 * @param timeToLive how long a row stays valid
 * @param columns every column, in table order: join keys, timestamps and features
 * @param availability in which stores the view may be asked for
 * @param source where its history is
 * @param comment for people; empty when nobody said
 * @param cacheTtl for how long a row that was looked up online may be kept near the engine; empty
 *     when rows are not kept
 */
public record FeatureViewSpec(
    String name,
    EntitySpec entity,
    String eventTimestamp,
    Optional<String> createdTimestamp,
    TimeToLive timeToLive,
    List<ColumnSpec> columns,
    Availability availability,
    TableSource source,
    String comment,
    Optional<Duration> cacheTtl) {
  public FeatureViewSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(eventTimestamp, "eventTimestamp");
    Objects.requireNonNull(createdTimestamp, "createdTimestamp");
    Objects.requireNonNull(timeToLive, "timeToLive");
    columns = List.copyOf(columns);
    Objects.requireNonNull(availability, "availability");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(comment, "comment");
    Objects.requireNonNull(cacheTtl, "cacheTtl");
  }

  /** A view whose online rows are not kept near the engine. */
  public FeatureViewSpec(
      String name,
      EntitySpec entity,
      String eventTimestamp,
      Optional<String> createdTimestamp,
      TimeToLive timeToLive,
      List<ColumnSpec> columns,
      Availability availability,
      TableSource source,
      String comment) {
    this(
        name,
        entity,
        eventTimestamp,
        createdTimestamp,
        timeToLive,
        columns,
        availability,
        source,
        comment,
        Optional.empty());
  }

  /** The feature columns in table order: everything but join keys and timestamps. */
  public List<ColumnSpec> features() {
    Set<String> others = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    others.addAll(entity.joinKeyNames());
    others.add(eventTimestamp);
    createdTimestamp.ifPresent(others::add);
    return columns.stream().filter(column -> !others.contains(column.name())).toList();
  }

  /** The same view of rows from elsewhere. */
  public FeatureViewSpec withSource(TableSource other) {
    return new FeatureViewSpec(
        name,
        entity,
        eventTimestamp,
        createdTimestamp,
        timeToLive,
        columns,
        availability,
        other,
        comment,
        cacheTtl);
  }

  /** The column of that name, in any case. */
  public Optional<ColumnSpec> column(String columnName) {
    return ColumnSpec.find(columns, columnName);
  }

  /** The feature of that name, in any case. */
  public Optional<ColumnSpec> feature(String featureName) {
    return ColumnSpec.find(features(), featureName);
  }
}
