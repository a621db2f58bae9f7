package dev.pitwall.testkit.batch;

import java.util.List;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Columns of the types that tables have, nullable, and the lowered form that plans see. */
public final class Fields {
  public static final ArrowType BOOLEAN = ArrowType.Bool.INSTANCE;
  public static final ArrowType TINYINT = new ArrowType.Int(8, true);
  public static final ArrowType SMALLINT = new ArrowType.Int(16, true);
  public static final ArrowType INTEGER = new ArrowType.Int(32, true);
  public static final ArrowType BIGINT = new ArrowType.Int(64, true);
  public static final ArrowType REAL = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
  public static final ArrowType DOUBLE = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
  public static final ArrowType VARCHAR = ArrowType.Utf8.INSTANCE;
  public static final ArrowType VARBINARY = ArrowType.Binary.INSTANCE;
  public static final ArrowType DATE = new ArrowType.Date(DateUnit.DAY);
  public static final ArrowType TIMESTAMP = new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
  public static final ArrowType TIMESTAMP_LTZ =
      new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");

  private Fields() {}

  /** DECIMAL(precision, scale), at most 38 digits. */
  public static ArrowType decimal(int precision, int scale) {
    return new ArrowType.Decimal(precision, scale, 128);
  }

  public static Field of(String name, ArrowType type) {
    return Field.nullable(name, type);
  }

  /** ARRAY of a scalar type. */
  public static Field list(String name, ArrowType element) {
    return new Field(
        name,
        FieldType.nullable(ArrowType.List.INSTANCE),
        List.of(Field.nullable("element", element)));
  }

  /** MAP of scalar types. */
  public static Field map(String name, ArrowType key, ArrowType value) {
    Field entries =
        new Field(
            MapVector.DATA_VECTOR_NAME,
            FieldType.notNullable(ArrowType.Struct.INSTANCE),
            List.of(
                new Field(MapVector.KEY_NAME, FieldType.notNullable(key), null),
                Field.nullable(MapVector.VALUE_NAME, value)));
    return new Field(
        name, FieldType.nullable(new ArrowType.Map(/* keysSorted= */ false)), List.of(entries));
  }

  /** ROW. */
  public static Field struct(String name, Field... children) {
    return new Field(name, FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(children));
  }

  public static Schema schema(Field... fields) {
    return new Schema(List.of(fields));
  }

  /** The schema as plans have it: temporal columns as integers of the same width. */
  public static Schema lowered(Schema schema) {
    return new Schema(schema.getFields().stream().map(Fields::lowered).toList());
  }

  private static Field lowered(Field field) {
    FieldType type =
        new FieldType(field.isNullable(), lowered(field.getType()), field.getDictionary());
    return new Field(
        field.getName(), type, field.getChildren().stream().map(Fields::lowered).toList());
  }

  private static ArrowType lowered(ArrowType type) {
    if (type instanceof ArrowType.Timestamp
        || type instanceof ArrowType.Duration
        || (type instanceof ArrowType.Time time && time.getBitWidth() == 64)) {
      return BIGINT;
    }
    boolean narrow =
        type instanceof ArrowType.Date
            || (type instanceof ArrowType.Interval interval
                && interval.getUnit() == IntervalUnit.YEAR_MONTH);
    return narrow ? INTEGER : type;
  }
}
