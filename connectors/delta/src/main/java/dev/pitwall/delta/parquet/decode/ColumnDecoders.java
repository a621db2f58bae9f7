package dev.pitwall.delta.parquet.decode;

import dev.pitwall.delta.parquet.encoding.CorruptPageException;
import java.util.EnumSet;
import java.util.Set;
import org.apache.arrow.vector.types.Types;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Chooses how a column is decoded: the fast way where it is known, the general way else. */
public final class ColumnDecoders {
  /** Of levels and of values that every type may have. */
  private static final Set<Encoding> COMMON =
      EnumSet.of(
          Encoding.PLAIN,
          Encoding.RLE,
          Encoding.BIT_PACKED,
          Encoding.PLAIN_DICTIONARY,
          Encoding.RLE_DICTIONARY);

  private ColumnDecoders() {}

  /**
   * A decoder of a column of the file.
   *
   * @param type of the column, which is readable as the fields
   * @param field of the vectors
   * @param stored the same with the names that files have
   */
  public static ColumnDecoder of(ColumnSource source, Type type, Field field, Field stored) {
    String name = type.getName();
    if (type.isPrimitive()) {
      ValueDecoder values = values(type.asPrimitiveType(), field);
      if (values != null && isFast(type.asPrimitiveType(), chunk(source, name).getEncodings())) {
        ColumnDescriptor column = source.schema().getColumnDescription(new String[] {name});
        return new FlatColumnDecoder(source, column, values);
      }
    }
    return general(source, type, field, stored);
  }

  private static boolean isFast(PrimitiveType type, Set<Encoding> encodings) {
    return encodings.stream()
        .allMatch(
            encoding ->
                COMMON.contains(encoding)
                    || switch (encoding) {
                      case DELTA_BINARY_PACKED -> isInteger(type);
                      case DELTA_BYTE_ARRAY, DELTA_LENGTH_BYTE_ARRAY ->
                          type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
                      default -> false;
                    });
  }

  private static boolean isInteger(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
        || type.getPrimitiveTypeName() == PrimitiveTypeName.INT64;
  }

  /** A decoder through Parquet's own readers: slow, and knows every type and encoding. */
  public static ColumnDecoder general(ColumnSource source, Type type, Field field, Field stored) {
    return new RecordColumnDecoder(source, type, field, stored);
  }

  private static ColumnChunkMetaData chunk(ColumnSource source, String name) {
    return source.block().getColumns().stream()
        .filter(chunk -> chunk.getPath().size() == 1 && chunk.getPath().toArray()[0].equals(name))
        .findFirst()
        .orElseThrow(() -> new CorruptPageException("no column chunk of " + name));
  }

  /** The fast way; null if there is none. */
  private static ValueDecoder values(PrimitiveType type, Field field) {
    MinorType target = Types.getMinorTypeForArrowType(field.getType());
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> integers(type, field, target);
      case INT64 -> longs(type, field, target);
      case FLOAT ->
          switch (target) {
            case FLOAT4 -> new FixedValues(field, 4, 4, Conversion.NONE);
            case FLOAT8 -> new FixedValues(field, 4, 8, Conversion.FLOAT_TO_DOUBLE);
            default -> null;
          };
      case DOUBLE ->
          target == MinorType.FLOAT8 ? new FixedValues(field, 8, 8, Conversion.NONE) : null;
      case BINARY ->
          target == MinorType.VARCHAR || target == MinorType.VARBINARY
              ? new BinaryValues(field)
              : null;
      default -> null;
    };
  }

  private static ValueDecoder integers(PrimitiveType type, Field field, MinorType target) {
    return switch (target) {
      case TINYINT -> new FixedValues(field, 4, 1, Conversion.NONE);
      case SMALLINT -> new FixedValues(field, 4, 2, Conversion.NONE);
      case INT, DATEDAY -> new FixedValues(field, 4, 4, Conversion.NONE);
      case BIGINT -> new FixedValues(field, 4, 8, Conversion.NONE);
      case TIMESTAMPMICRO -> new FixedValues(field, 4, 8, toMicros(type));
      case DECIMAL -> fits(type, field) ? new FixedValues(field, 4, 16, Conversion.NONE) : null;
      default -> null;
    };
  }

  private static ValueDecoder longs(PrimitiveType type, Field field, MinorType target) {
    return switch (target) {
      case BIGINT -> new FixedValues(field, 8, 8, Conversion.NONE);
      case TIMESTAMPMICRO, TIMESTAMPMICROTZ -> new FixedValues(field, 8, 8, toMicros(type));
      case DECIMAL -> fits(type, field) ? new FixedValues(field, 8, 16, Conversion.NONE) : null;
      default -> null;
    };
  }

  /** Whether every decimal of the file is one of the field, digit by digit. */
  private static boolean fits(PrimitiveType type, Field field) {
    ArrowType.Decimal wanted = (ArrowType.Decimal) field.getType();
    return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
        && decimal.getScale() == wanted.getScale()
        && decimal.getPrecision() <= wanted.getPrecision();
  }

  /** How the column's times become microseconds. */
  static Conversion toMicros(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof TimestampLogicalTypeAnnotation timestamp) {
      return switch (timestamp.getUnit()) {
        case MILLIS -> Conversion.MILLIS_TO_MICROS;
        case MICROS -> Conversion.NONE;
        case NANOS -> Conversion.NANOS_TO_MICROS;
      };
    }
    return annotation instanceof DateLogicalTypeAnnotation
        ? Conversion.DAYS_TO_MICROS
        : Conversion.NONE;
  }
}
