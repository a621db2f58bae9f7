package dev.pitwall.benchmarks.protocol;

import java.util.List;

/**
 * One feature view of a query.
 *
 * @param name a name for SQL, unique in the query
 * @param table the directory of its Delta table, whose Parquet files are all valid
 * @param timeToLiveDays how old a match may be, inclusive; 0 for no bound
 * @param features the columns to fetch
 */
public record ViewInput(String name, String table, int timeToLiveDays, List<String> features) {
  public ViewInput {
    features = List.copyOf(features);
  }

  /** The name in the answer of one of the features. */
  public String output(String feature) {
    return name + "_" + feature;
  }
}
