package dev.pitwall.benchmarks.runner;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.ViewInput;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A query in DuckDB's SQL, on the Parquet files of the tables. */
final class DuckDbSql extends TrainingSetSql {
  DuckDbSql(PointInTimeQuery query) {
    super(query);
  }

  /** The newest row is too old or is the match, so that its age can be looked at afterwards. */
  @Override
  String feature(ViewInput view, String feature) {
    String column = view.name() + "." + feature;
    if (view.timeToLiveDays() == 0) {
      return column;
    }
    long micros = TimeUnit.DAYS.toMicros(view.timeToLiveDays());
    return "CASE WHEN epoch_us("
        + view.name()
        + ".event_ts) >= epoch_us(s.at_ts) - "
        + micros
        + " THEN "
        + column
        + " END";
  }

  @Override
  String spine() {
    return "'" + query.spine() + "/*.parquet'";
  }

  @Override
  String join(ViewInput view) {
    Stream<String> keys = query.keys().stream().map(key -> view.name() + "." + key + " = s." + key);
    Stream<String> time = Stream.of("s.at_ts >= " + view.name() + ".event_ts");
    return " ASOF LEFT JOIN '"
        + view.table()
        + "/*.parquet' AS "
        + view.name()
        + " ON "
        + Stream.concat(keys, time).collect(Collectors.joining(" AND "));
  }
}
