package dev.pitwall.core.materialize;

import dev.pitwall.core.type.DistinctNames;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The query that gives the newest row of each entity out of some rows of a view: a point-in-time
 * join of the entities with their own history. The view's TTL does not count: it does at the
 * lookup.
 */
record Materialization(FeatureViewSpec view, MaterializedRows rows) {
  String sql() {
    String at = quoted(DistinctNames.unlike("$at", view.entity().joinKeyNames()));
    String columns =
        view.columns().stream()
            .map(column -> "f." + quoted(column.name()))
            .collect(Collectors.joining(", "));
    String keys =
        Stream.concat(
                view.entity().joinKeyNames().stream().map(Materialization::quoted),
                Stream.of(literal(rows.to(), view.eventTimestamp()) + " AS " + at))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + " FROM (SELECT DISTINCT "
        + keys
        + range()
        + ") AS k ASOF JOIN (SELECT *"
        + range()
        + ") AS f MATCH_CONDITION f."
        + quoted(view.eventTimestamp())
        + " <= k."
        + at
        + " ON "
        + condition();
  }

  private String range() {
    String event = view.eventTimestamp();
    String bounds = quoted(event) + " <= " + literal(rows.to(), event);
    if (rows.from().isPresent()) {
      bounds += " AND " + quoted(event) + " >= " + literal(rows.from().getAsLong(), event);
    }
    return " FROM \"features\"." + quoted(view.name()) + " WHERE " + bounds;
  }

  private String condition() {
    List<String> keys = view.entity().joinKeyNames();
    return keys.isEmpty()
        ? "TRUE"
        : keys.stream()
            .map(key -> "k." + quoted(key) + " = f." + quoted(key))
            .collect(Collectors.joining(" AND "));
  }

  /** The type of a timestamp of the view, as SQL spells it. */
  static String timestampType(FeatureViewSpec view, String name) {
    ColumnSpec column = view.column(name).orElseThrow();
    return ((ArrowType.Timestamp) column.type()).getTimezone() == null
        ? "TIMESTAMP(6)"
        : "TIMESTAMP_LTZ(6)";
  }

  private String literal(long micros, String column) {
    String text = TimestampText.utc(micros);
    String type = timestampType(view, column);
    String zone = type.startsWith("TIMESTAMP_LTZ") ? "Z" : "";
    return "CAST('" + text + zone + "' AS " + type + ")";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
