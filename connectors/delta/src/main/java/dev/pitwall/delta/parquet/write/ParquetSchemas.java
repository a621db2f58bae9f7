package dev.pitwall.delta.parquet.write;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigInteger;
import java.util.List;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.Types;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types.PrimitiveBuilder;

/** The Parquet form of Arrow columns, as other writers of Delta tables have it. */
final class ParquetSchemas {
  private ParquetSchemas() {}

  static MessageType of(List<Field> fields) {
    return new MessageType(
        "pitwall", fields.stream().map(field -> type(field, Repetition.OPTIONAL)).toList());
  }

  private static Type type(Field field, Repetition repetition) {
    String name = field.getName();
    return switch (Types.getMinorTypeForArrowType(field.getType())) {
      case BIT -> primitive(BOOLEAN, repetition).named(name);
      case TINYINT -> integer(8, repetition).named(name);
      case SMALLINT -> integer(16, repetition).named(name);
      case INT -> primitive(INT32, repetition).named(name);
      case BIGINT -> primitive(INT64, repetition).named(name);
      case FLOAT4 -> primitive(FLOAT, repetition).named(name);
      case FLOAT8 -> primitive(DOUBLE, repetition).named(name);
      case DECIMAL -> decimal((ArrowType.Decimal) field.getType(), repetition).named(name);
      case VARCHAR ->
          primitive(BINARY, repetition).as(LogicalTypeAnnotation.stringType()).named(name);
      case VARBINARY -> primitive(BINARY, repetition).named(name);
      case DATEDAY -> primitive(INT32, repetition).as(LogicalTypeAnnotation.dateType()).named(name);
      case TIMESTAMPMICRO, TIMESTAMPMICROTZ -> timestamp(field, repetition).named(name);
      case LIST -> list(field, repetition);
      case MAP -> map(field, repetition);
      case STRUCT ->
          org.apache.parquet.schema.Types.buildGroup(repetition)
              .addFields(
                  field.getChildren().stream()
                      .map(child -> type(child, Repetition.OPTIONAL))
                      .toArray(Type[]::new))
              .named(name);
      default ->
          throw new PitwallException(
              ErrorCode.UNSUPPORTED_TYPE,
              "column " + name + ": Parquet files cannot hold " + field.getType());
    };
  }

  private static PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> primitive(
      org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName name, Repetition repetition) {
    return org.apache.parquet.schema.Types.primitive(name, repetition);
  }

  private static PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> integer(
      int bits, Repetition repetition) {
    return primitive(INT32, repetition)
        .as(LogicalTypeAnnotation.intType(bits, /* isSigned= */ true));
  }

  private static PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> timestamp(
      Field field, Repetition repetition) {
    ArrowType.Timestamp type = (ArrowType.Timestamp) field.getType();
    if (type.getUnit() != TimeUnit.MICROSECOND) {
      throw new IllegalArgumentException("timestamps are microseconds, not " + type.getUnit());
    }
    boolean utc = type.getTimezone() != null;
    return primitive(INT64, repetition)
        .as(LogicalTypeAnnotation.timestampType(utc, LogicalTypeAnnotation.TimeUnit.MICROS));
  }

  private static PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> decimal(
      ArrowType.Decimal type, Repetition repetition) {
    int precision = type.getPrecision();
    PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> builder;
    if (precision <= 9) {
      builder = primitive(INT32, repetition);
    } else if (precision <= 18) {
      builder = primitive(INT64, repetition);
    } else {
      builder = primitive(FIXED_LEN_BYTE_ARRAY, repetition).length(decimalBytes(precision));
    }
    return builder.as(LogicalTypeAnnotation.decimalType(type.getScale(), precision));
  }

  /** The fewest bytes that hold every number of so many digits. */
  static int decimalBytes(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
  }

  private static Type list(Field field, Repetition repetition) {
    Type element = type(named(field.getChildren().get(0), "element"), Repetition.OPTIONAL);
    return org.apache.parquet.schema.Types.buildGroup(repetition)
        .as(LogicalTypeAnnotation.listType())
        .addField(org.apache.parquet.schema.Types.repeatedGroup().addField(element).named("list"))
        .named(field.getName());
  }

  private static Type map(Field field, Repetition repetition) {
    List<Field> entry = field.getChildren().get(0).getChildren();
    return org.apache.parquet.schema.Types.buildGroup(repetition)
        .as(LogicalTypeAnnotation.mapType())
        .addField(
            org.apache.parquet.schema.Types.repeatedGroup()
                .addField(type(named(entry.get(0), "key"), Repetition.REQUIRED))
                .addField(type(named(entry.get(1), "value"), Repetition.OPTIONAL))
                .named("key_value"))
        .named(field.getName());
  }

  private static Field named(Field field, String name) {
    return new Field(name, field.getFieldType(), field.getChildren());
  }
}
