package dev.pitwall.core.registry;

import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureServiceSpec.Selection;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.model.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Objects of a catalog for tests. */
final class Samples {
  static final ArrowType BIGINT = new ArrowType.Int(64, true);
  static final ArrowType DOUBLE = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
  static final ArrowType TIMESTAMP = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
  static final EntitySpec DRIVER =
      new EntitySpec("Driver", List.of(column("driver_id", BIGINT, "the key")), "who drives");

  private Samples() {}

  static ColumnSpec column(String name, ArrowType type, String comment) {
    return new ColumnSpec(Field.nullable(name, type), comment);
  }

  static FeatureViewSpec view(String name, String location, String... features) {
    List<ColumnSpec> columns = new ArrayList<>(DRIVER.joinKeys());
    columns.add(column("event_ts", TIMESTAMP, ""));
    columns.add(column("created_ts", TIMESTAMP, ""));
    for (String feature : features) {
      columns.add(column(feature, DOUBLE, "what " + feature + " means"));
    }
    return view(name, location, columns);
  }

  static FeatureViewSpec view(String name, String location, List<ColumnSpec> columns) {
    return new FeatureViewSpec(
        name,
        DRIVER,
        "event_ts",
        Optional.of("created_ts"),
        TimeToLive.ofMicros(7),
        columns,
        Availability.ONLINE,
        new TableSource(SourceFormat.DELTA, location, Map.of("version", "3")),
        "how \"they\" drive");
  }

  static LakeTable table(String name) {
    return new LakeTable(
        name,
        new TableSource(SourceFormat.PARQUET, "/trips", Map.of()),
        everyType(),
        "trips\nof all");
  }

  static FeatureServiceSpec service(String name, String view) {
    return new FeatureServiceSpec(name, List.of(new Selection(view, List.of("rate"))), "");
  }

  static TrainingSet trainingSet(String name, FeatureViewSpec... views) {
    return new TrainingSet(
        name,
        "SELECT 'ü' -- \"all\"",
        "Europe/Oslo",
        List.of(views),
        List.of(table("Trips")),
        List.of(service("Model", "Stats")),
        new Schema(everyType().stream().map(ColumnSpec::field).toList()),
        1L << 40);
  }

  /** A column of every type that a table can have. */
  static List<ColumnSpec> everyType() {
    List<Field> fields = new ArrayList<>();
    List<ArrowType> scalars =
        List.of(
            ArrowType.Bool.INSTANCE,
            new ArrowType.Int(8, true),
            new ArrowType.Int(16, true),
            new ArrowType.Int(32, true),
            BIGINT,
            new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
            DOUBLE,
            new ArrowType.Decimal(38, 10, 128),
            ArrowType.Utf8.INSTANCE,
            ArrowType.Binary.INSTANCE,
            new ArrowType.Date(DateUnit.DAY),
            new ArrowType.Timestamp(TimeUnit.MICROSECOND, null),
            TIMESTAMP);
    for (ArrowType scalar : scalars) {
      fields.add(Field.nullable("scalar " + fields.size(), scalar));
      fields.add(
          new Field(
              "list " + fields.size(),
              FieldType.notNullable(ArrowType.List.INSTANCE),
              List.of(Field.nullable("element", scalar))));
    }
    Field entries =
        new Field(
            "entries",
            FieldType.notNullable(ArrowType.Struct.INSTANCE),
            List.of(
                Field.notNullable("key", ArrowType.Utf8.INSTANCE),
                Field.nullable("value", DOUBLE)));
    fields.add(new Field("map", FieldType.nullable(new ArrowType.Map(false)), List.of(entries)));
    fields.add(
        new Field(
            "struct",
            new FieldType(true, ArrowType.Struct.INSTANCE, null, Map.of("comment", "in Arrow")),
            List.of(Field.nullable("a", BIGINT))));
    return fields.stream().map(field -> new ColumnSpec(field, field.getName() + "?")).toList();
  }
}
