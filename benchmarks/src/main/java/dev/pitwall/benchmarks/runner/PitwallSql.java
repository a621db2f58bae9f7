package dev.pitwall.benchmarks.runner;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.ViewInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A query in Pitwall's SQL. */
public final class PitwallSql extends TrainingSetSql {
  /** Words a query. */
  public PitwallSql(PointInTimeQuery query) {
    super(query);
  }

  /** The statements that name the tables. */
  public List<String> definitions() {
    List<String> statements = new ArrayList<>();
    statements.add("CREATE OR REPLACE TABLE " + spine() + " FROM DELTA '" + query.spine() + "'");
    if (!query.keys().isEmpty()) {
      statements.add("CREATE OR REPLACE ENTITY " + entity() + " (" + keyColumns() + ")");
    }
    query.views().forEach(view -> statements.add(definition(view)));
    return statements;
  }

  private String keyColumns() {
    return query.keys().stream().map(key -> key + " BIGINT").collect(Collectors.joining(", "));
  }

  private String definition(ViewInput view) {
    String source = " FROM DELTA '" + view.table() + "'";
    if (query.keys().isEmpty()) {
      return "CREATE OR REPLACE TABLE " + name(view) + source;
    }
    return "CREATE OR REPLACE FEATURE VIEW "
        + name(view)
        + " ENTITY "
        + entity()
        + " TIMESTAMP event_ts"
        + (view.timeToLiveDays() == 0 ? "" : " TTL INTERVAL '" + view.timeToLiveDays() + "' DAY")
        + source;
  }

  @Override
  String feature(ViewInput view, String feature) {
    return view.name() + "." + feature;
  }

  @Override
  String join(ViewInput view) {
    if (query.keys().isEmpty()) {
      return " LEFT ASOF JOIN "
          + name(view)
          + " AS "
          + view.name()
          + " MATCH_CONDITION "
          + view.name()
          + ".event_ts <= s.at_ts ON TRUE";
    }
    String keys =
        query.keys().stream()
            .map(key -> view.name() + "." + key + " = s." + key)
            .collect(Collectors.joining(" AND "));
    return " LEFT JOIN "
        + name(view)
        + " FOR SYSTEM_TIME AS OF s.at_ts AS "
        + view.name()
        + " ON "
        + keys;
  }

  @Override
  String spine() {
    return query.name() + "_spine";
  }

  private String entity() {
    return query.name() + "_entity";
  }

  private String name(ViewInput view) {
    return query.name() + "_" + view.name();
  }
}
