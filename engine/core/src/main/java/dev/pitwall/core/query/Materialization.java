package dev.pitwall.core.query;

import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The query that gives the newest row of each entity of a view between two event timestamps: a
 * point-in-time join of the entities with their own history. The view's TTL does not count: it does
 * at the lookup.
 *
 * @param from the earliest event timestamp in microseconds since the epoch; empty for any
 * @param to the latest event timestamp in microseconds since the epoch
 */
record Materialization(FeatureViewSpec view, Optional<Long> from, long to) {
  private static final String AT = "$at";

  String sql() {
    String columns =
        view.columns().stream()
            .map(column -> "f." + quoted(column.name()))
            .collect(Collectors.joining(", "));
    String keys =
        Stream.concat(
                view.entity().joinKeyNames().stream().map(Materialization::quoted),
                Stream.of(literal(to) + " AS " + quoted(AT)))
            .collect(Collectors.joining(", "));
    String event = quoted(view.eventTimestamp());
    return "SELECT "
        + columns
        + " FROM (SELECT DISTINCT "
        + keys
        + range()
        + ") AS k ASOF JOIN (SELECT *"
        + range()
        + ") AS f MATCH_CONDITION f."
        + event
        + " <= k."
        + quoted(AT)
        + " ON "
        + condition();
  }

  private String range() {
    String event = quoted(view.eventTimestamp());
    return " FROM \"features\"."
        + quoted(view.name())
        + " WHERE "
        + event
        + " <= "
        + literal(to)
        + from.map(first -> " AND " + event + " >= " + literal(first)).orElse("");
  }

  private String condition() {
    List<String> keys = view.entity().joinKeyNames();
    return keys.isEmpty()
        ? "TRUE"
        : keys.stream()
            .map(key -> "k." + quoted(key) + " = f." + quoted(key))
            .collect(Collectors.joining(" AND "));
  }

  /** The type of the view's event timestamp, as SQL spells it. */
  static String eventType(FeatureViewSpec view) {
    ColumnSpec event = view.column(view.eventTimestamp()).orElseThrow();
    return ((ArrowType.Timestamp) event.type()).getTimezone() == null
        ? "TIMESTAMP(6)"
        : "TIMESTAMP_LTZ(6)";
  }

  private String literal(long micros) {
    String text = TimestampText.utc(micros);
    String type = eventType(view);
    String zone = type.startsWith("TIMESTAMP_LTZ") ? "Z" : "";
    return "CAST('" + text + zone + "' AS " + type + ")";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
