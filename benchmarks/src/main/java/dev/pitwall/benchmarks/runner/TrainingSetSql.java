package dev.pitwall.benchmarks.runner;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.ViewInput;
import java.util.stream.Collectors;

/** The statements of a point-in-time query, of which each dialect words the features and joins. */
abstract class TrainingSetSql {
  final PointInTimeQuery query;

  TrainingSetSql(PointInTimeQuery query) {
    this.query = query;
  }

  /** The training set: {@code spine_id} and the features. */
  public final String trainingSet() {
    return "SELECT s.spine_id, " + features() + from();
  }

  /** One row that sums the training set up. */
  final String digest() {
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

  private String from() {
    return " FROM "
        + spine()
        + " AS s"
        + query.views().stream().map(this::join).collect(Collectors.joining());
  }

  /** The table of the spine. */
  abstract String spine();

  /** The value of a feature, in the row of its view that was joined. */
  abstract String feature(ViewInput view, String feature);

  /** The join with a view, with a space in front. */
  abstract String join(ViewInput view);
}
