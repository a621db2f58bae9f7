package dev.pitwall.benchmarks.protocol;

import java.util.List;

/**
 * A training set in words that every contender can say in its own language: each row of a spine,
 * with the newest valid features of some views at its time.
 *
 * @param name a name for SQL
 * @param spine the directory of a Delta table with {@code spine_id}, {@code at_ts} and the keys
 * @param keys columns that the spine and every view share; none when all rows are of one entity
 * @param views the views to join, whose timestamp is {@code event_ts}
 */
public record PointInTimeQuery(
    String name, String spine, List<String> keys, List<ViewInput> views) {
  public PointInTimeQuery {
    keys = List.copyOf(keys);
    views = List.copyOf(views);
  }

  /** The feature columns of the answer, in order. */
  public List<String> outputs() {
    return views.stream().flatMap(view -> view.features().stream().map(view::output)).toList();
  }
}
