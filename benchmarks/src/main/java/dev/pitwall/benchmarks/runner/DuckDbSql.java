package dev.pitwall.benchmarks.runner;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.ViewInput;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A query in DuckDB's SQL, on the Parquet files of the tables. */
final class DuckDbSql {
  private final PointInTimeQuery query;

  DuckDbSql(PointInTimeQuery query) {
    this.query = query;
  }

  /** The training set: {@code spine_id} and the features. */
  String trainingSet() {
    return "SELECT s.spine_id, " + features() + from();
  }

  /** One row that sums the training set up. */
  String digest() {
    String sums =
        query.outputs().stream()
            .map(output -> "sum(" + output + ")")
            .collect(Collectors.joining(", "));
    return "SELECT count(*), " + sums + " FROM (SELECT " + features() + from() + ") AS j";
  }

  private String features() {
    return query.views().stream()
        .flatMap(
            view ->
                view.features().stream()
                    .map(feature -> feature(view, feature) + " AS " + view.output(feature)))
        .collect(Collectors.joining(", "));
  }

  /** The newest row is too old or is the match, so that its age can be looked at afterwards. */
  private static String feature(ViewInput view, String feature) {
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

  private String from() {
    return " FROM '"
        + query.spine()
        + "/*.parquet' AS s"
        + query.views().stream().map(this::join).collect(Collectors.joining());
  }

  private String join(ViewInput view) {
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
