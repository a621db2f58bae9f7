package dev.pitwall.testkit.contract;

import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.testkit.batch.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Feature views for tests. */
public final class FeatureViews {
  private FeatureViews() {}

  /** A view whose columns are the keys, {@code event_ts}, {@code created_ts} and the features. */
  public static FeatureViewSpec of(
      String name, List<Field> keys, List<Field> features, TimeToLive timeToLive) {
    List<ColumnSpec> joinKeys = keys.stream().map(ColumnSpec::new).toList();
    List<ColumnSpec> columns = new ArrayList<>(joinKeys);
    columns.add(new ColumnSpec(Fields.of("event_ts", Fields.TIMESTAMP_LTZ)));
    columns.add(new ColumnSpec(Fields.of("created_ts", Fields.TIMESTAMP_LTZ)));
    features.forEach(feature -> columns.add(new ColumnSpec(feature)));
    return new FeatureViewSpec(
        name,
        new EntitySpec(name + "_entity", joinKeys, ""),
        "event_ts",
        Optional.of("created_ts"),
        timeToLive,
        columns,
        Availability.ONLINE,
        new TableSource(SourceFormat.DELTA, name, Map.of()),
        "");
  }

  /** The columns of a view. */
  public static Schema schema(FeatureViewSpec view) {
    return new Schema(view.columns().stream().map(ColumnSpec::field).toList());
  }
}
