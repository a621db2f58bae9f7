package dev.pitwall.benchmarks.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A table of feature rows, in commits that follow each other in time and end at {@link
 * TimeLine#END}.
 *
 * @param name the table's name
 * @param rows how many rows
 * @param entities how many entities
 * @param choice how rows spread over entities
 * @param commits how many commits
 * @param days what time the rows cover
 * @param seed tables of different seeds have different rows. With the same seed and the same rows
 *     and days a commit, a longer history ends with exactly the rows of a shorter one
 * @param columns the features
 */
public record FeatureTable(
    String name,
    long rows,
    int entities,
    EntityChoice choice,
    int commits,
    int days,
    long seed,
    List<FeatureColumn> columns) {
  private static final List<FeatureColumn> DRIVER_COLUMNS =
      List.of(
          new FeatureColumn("conv_rate", FeatureColumn.Type.DOUBLE),
          new FeatureColumn("acc_rate", FeatureColumn.Type.REAL),
          new FeatureColumn("avg_daily_trips", FeatureColumn.Type.INTEGER));

  public FeatureTable {
    columns = List.copyOf(columns);
  }

  /** Three features of drivers over 90 days. */
  public static FeatureTable drivers(
      String name, long rows, int entities, EntityChoice choice, int commits) {
    return new FeatureTable(
        name, rows, entities, choice, commits, TimeLine.DAYS, 0, DRIVER_COLUMNS);
  }

  /** Five features over 90 days. */
  public static FeatureTable fiveFeatures(
      String name, long rows, int entities, int commits, long seed) {
    return features(name, rows, entities, commits, seed, 5);
  }

  /** So many features over 90 days. */
  public static FeatureTable features(
      String name, long rows, int entities, int commits, long seed, int features) {
    List<FeatureColumn> columns = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      columns.add(new FeatureColumn("f" + i, FeatureColumn.Type.values()[i % 3]));
    }
    return new FeatureTable(
        name, rows, entities, EntityChoice.UNIFORM, commits, TimeLine.DAYS, seed, columns);
  }

  /** The same table with a history that goes back further by a factor. */
  public FeatureTable longer(int factor) {
    return new FeatureTable(
        name, rows * factor, entities, choice, commits * factor, days * factor, seed, columns);
  }

  /** The columns as they are stored: the entity, the event timestamp, then the features. */
  public Schema schema() {
    return TableSchemas.of(this);
  }

  /** The names of the features. */
  public List<String> features() {
    return columns.stream().map(FeatureColumn::name).toList();
  }
}
