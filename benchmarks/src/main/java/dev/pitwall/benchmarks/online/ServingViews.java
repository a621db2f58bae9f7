package dev.pitwall.benchmarks.online;

import dev.pitwall.benchmarks.data.FeatureTable;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.model.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Views of drivers that a model reads together.
 *
 * @param tables what is in them
 * @param locations where the tables are, one for each
 */
public record ServingViews(List<FeatureTable> tables, List<String> locations) {
  private static final String KEY = "driver_id";

  public ServingViews {
    tables = List.copyOf(tables);
    locations = List.copyOf(locations);
  }

  /** The statements that define the entity and the views. */
  List<String> definitions() {
    List<String> statements = new ArrayList<>();
    statements.add("CREATE ENTITY driver (" + KEY + " BIGINT)");
    for (int i = 0; i < tables.size(); i++) {
      statements.add(
          "CREATE FEATURE VIEW "
              + name(i)
              + " ENTITY driver TIMESTAMP event_ts FROM DELTA '"
              + locations.get(i)
              + "'");
    }
    return statements;
  }

  /** Copies the newest row of each driver online. */
  String materialization() {
    return "MATERIALIZE " + String.join(", ", names());
  }

  /** Compares what is online with the tables. */
  String check() {
    return "CHECK MATERIALIZATION " + String.join(", ", names());
  }

  /** Every feature of each driver: a row for each element of the parameter, in their order. */
  public String lookup() {
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(String.join(", ", features(".")));
    sql.append(" FROM UNNEST(CAST(? AS BIGINT ARRAY)) AS k (").append(KEY).append(')');
    for (String view : names()) {
      sql.append(" LEFT JOIN online.").append(view).append(" AS ").append(view);
      sql.append(" ON ").append(view).append('.').append(KEY).append(" = k.").append(KEY);
    }
    return sql.toString();
  }

  /**
   * The names of all features, in the order of an answer.
   *
   * @param separator between a view's name and its feature's
   */
  List<String> features(String separator) {
    List<String> features = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      for (String feature : tables.get(i).features()) {
        features.add(name(i) + separator + feature);
      }
    }
    return features;
  }

  /** The views' names. */
  List<String> names() {
    return tables.stream().map(table -> name(tables.indexOf(table))).toList();
  }

  /** The views as the catalog has them. */
  List<FeatureViewSpec> specs() {
    List<FeatureViewSpec> specs = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      specs.add(spec(i));
    }
    return specs;
  }

  private FeatureViewSpec spec(int i) {
    List<Field> fields = tables.get(i).schema().getFields();
    List<ColumnSpec> columns = fields.stream().map(ColumnSpec::new).toList();
    List<ColumnSpec> key =
        Stream.of(fields.get(0)).filter(f -> f.getName().equals(KEY)).map(ColumnSpec::new).toList();
    return new FeatureViewSpec(
        name(i),
        new EntitySpec("driver", key, ""),
        "event_ts",
        Optional.empty(),
        TimeToLive.UNBOUNDED,
        columns,
        Availability.ONLINE,
        new TableSource(SourceFormat.DELTA, locations.get(i), Map.of()),
        "");
  }

  private static String name(int i) {
    return "v" + i;
  }
}
