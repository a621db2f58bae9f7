package dev.pitwall.benchmarks.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The columns of the tables. */
final class TableSchemas {
  private static final ArrowType TIMESTAMP = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
  private static final ArrowType BIGINT = new ArrowType.Int(64, true);
  private static final Field DRIVER = Field.nullable("driver_id", BIGINT);

  /** A spine: its row's number, the entity, and the moment. */
  static final Schema SPINE =
      new Schema(
          List.of(Field.nullable("spine_id", BIGINT), DRIVER, Field.nullable("at_ts", TIMESTAMP)));

  private TableSchemas() {}

  /** The entity, the event timestamp, then the features. */
  static Schema of(FeatureTable table) {
    List<Field> fields = new ArrayList<>(List.of(DRIVER, Field.nullable("event_ts", TIMESTAMP)));
    table.columns().forEach(column -> fields.add(column.field()));
    return new Schema(fields);
  }
}
