package dev.pitwall.core.catalog;

import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A query with all that its answer depends on, so that it can be run again and answers the same.
 *
 * @param name unique among training sets
 * @param query as it was written
 * @param timeZone the session's when it was recorded
 * @param views the feature views it reads as they were then, each of one version of its table
 * @param tables the lake tables it reads, likewise
 * @param services the feature services of these views
 * @param columns of the answer
 * @param rowCount how many rows the answer has
 */
public record TrainingSet(
    String name,
    String query,
    String timeZone,
    List<FeatureViewSpec> views,
    List<LakeTable> tables,
    List<FeatureServiceSpec> services,
    Schema columns,
    long rowCount) {
  public TrainingSet {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(timeZone, "timeZone");
    views = List.copyOf(views);
    tables = List.copyOf(tables);
    services = List.copyOf(services);
    Objects.requireNonNull(columns, "columns");
  }

  /** The same set with its rows counted. */
  public TrainingSet counted(long rows) {
    return new TrainingSet(name, query, timeZone, views, tables, services, columns, rows);
  }

  /** The catalog as far as the query needs it, as it was then. */
  public CatalogSnapshot catalog() {
    return new CatalogSnapshot(
        0,
        Map.of(),
        byName(views, FeatureViewSpec::name),
        byName(tables, LakeTable::name),
        byName(services, FeatureServiceSpec::name),
        Map.of());
  }

  private static <T> Map<String, T> byName(List<T> objects, Function<T, String> name) {
    return objects.stream().collect(Collectors.toMap(name, Function.identity()));
  }
}
