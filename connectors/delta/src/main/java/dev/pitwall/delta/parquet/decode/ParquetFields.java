package dev.pitwall.delta.parquet.decode;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** The Arrow form of a Parquet file's own columns. */
public final class ParquetFields {
  private static final String UNREAD = " of Parquet files are not read; write them as ";

  private ParquetFields() {}

  /** The columns of a file. */
  public static List<Field> of(MessageType schema) {
    return schema.getFields().stream().map(type -> field(type.getName(), type)).toList();
  }

  private static Field field(String name, Type type) {
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      throw unread(type, "columns that repeat" + UNREAD + "lists");
    }
    return value(name, type);
  }

  private static Field value(String name, Type type) {
    if (type.isPrimitive()) {
      problem(type.asPrimitiveType())
          .ifPresent(
              problem -> {
                throw unread(type, problem);
              });
      return Field.nullable(name, scalar(type.asPrimitiveType()));
    }
    GroupType group = type.asGroupType();
    LogicalTypeAnnotation annotation = group.getLogicalTypeAnnotation();
    if (annotation instanceof ListLogicalTypeAnnotation) {
      Field element = value("element", Converters.element(group));
      return new Field(name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(element));
    } else if (annotation instanceof MapLogicalTypeAnnotation) {
      return map(name, group.getType(0).asGroupType());
    }
    return new Field(
        name,
        FieldType.nullable(ArrowType.Struct.INSTANCE),
        group.getFields().stream().map(child -> field(child.getName(), child)).toList());
  }

  private static Field map(String name, GroupType entries) {
    Field key = field(MapVector.KEY_NAME, entries.getType(0));
    Field required =
        new Field(key.getName(), FieldType.notNullable(key.getType()), key.getChildren());
    Field entry =
        new Field(
            MapVector.DATA_VECTOR_NAME,
            FieldType.notNullable(ArrowType.Struct.INSTANCE),
            List.of(required, field(MapVector.VALUE_NAME, entries.getType(1))));
    return new Field(
        name, FieldType.nullable(new ArrowType.Map(/* keysSorted= */ false)), List.of(entry));
  }

  private static PitwallException unread(Type type, String problem) {
    return new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE, "column " + type.getName() + ": " + problem);
  }

  /** What is not read, and what to do about it; empty for a type that is. */
  static Optional<String> problem(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return Optional.of("unsigned integers" + UNREAD + "signed ones");
    } else if (annotation instanceof TimeLogicalTypeAnnotation) {
      return Optional.of("times of day" + UNREAD + "timestamps or integers");
    } else if (annotation instanceof IntervalLogicalTypeAnnotation) {
      return Optional.of("intervals" + UNREAD + "integers");
    } else if (annotation instanceof Float16LogicalTypeAnnotation) {
      return Optional.of("floats of 16 bits" + UNREAD + "floats of 32");
    }
    return Optional.empty();
  }

  /** The type of values that are read. */
  static ArrowType scalar(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return new ArrowType.Decimal(decimal.getPrecision(), decimal.getScale(), 128);
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case INT32 -> integer(annotation);
      case INT64 ->
          annotation instanceof TimestampLogicalTypeAnnotation timestamp
              ? new ArrowType.Timestamp(
                  TimeUnit.MICROSECOND, timestamp.isAdjustedToUTC() ? "UTC" : null)
              : new ArrowType.Int(64, true);
      case INT96 -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
      case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case BINARY ->
          annotation instanceof StringLogicalTypeAnnotation
              ? ArrowType.Utf8.INSTANCE
              : ArrowType.Binary.INSTANCE;
      case FIXED_LEN_BYTE_ARRAY -> ArrowType.Binary.INSTANCE;
    };
  }

  private static ArrowType integer(LogicalTypeAnnotation annotation) {
    if (annotation instanceof DateLogicalTypeAnnotation) {
      return new ArrowType.Date(DateUnit.DAY);
    }
    int bits = annotation instanceof IntLogicalTypeAnnotation integer ? integer.getBitWidth() : 32;
    return new ArrowType.Int(bits, true);
  }
}
