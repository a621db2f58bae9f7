package dev.pitwall.delta.log;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.util.List;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** The Arrow form of Delta's types. */
final class ArrowTypes {
  private ArrowTypes() {}

  /** A column as the log declares it, with what may not be NULL. */
  static Field declared(StructField column) {
    return field(column.getName(), column.getDataType(), column.isNullable());
  }

  private static Field field(String name, DataType type, boolean isNullable) {
    if (type instanceof ArrayType array) {
      Field element = field("element", array.getElementType(), array.containsNull());
      return nested(name, ArrowType.List.INSTANCE, isNullable, List.of(element));
    } else if (type instanceof MapType map) {
      Field key = field(MapVector.KEY_NAME, map.getKeyType(), /* isNullable= */ false);
      Field value = field(MapVector.VALUE_NAME, map.getValueType(), map.isValueContainsNull());
      Field entries =
          nested(
              MapVector.DATA_VECTOR_NAME,
              ArrowType.Struct.INSTANCE,
              /* isNullable= */ false,
              List.of(key, value));
      ArrowType arrow = new ArrowType.Map(/* keysSorted= */ false);
      return nested(name, arrow, isNullable, List.of(entries));
    } else if (type instanceof StructType struct) {
      List<Field> fields = struct.fields().stream().map(ArrowTypes::declared).toList();
      return nested(name, ArrowType.Struct.INSTANCE, isNullable, fields);
    }
    return nested(name, scalar(name, type), isNullable, List.of());
  }

  /** A column as readers take it: anything in it may be NULL but what Arrow has no NULL for. */
  static Field read(Field declared) {
    List<Field> children = declared.getChildren();
    if (declared.getType() instanceof ArrowType.Map) {
      List<Field> entry = children.get(0).getChildren();
      Field entries =
          nested(
              children.get(0).getName(),
              ArrowType.Struct.INSTANCE,
              /* isNullable= */ false,
              List.of(key(entry.get(0)), read(entry.get(1))));
      return nested(
          declared.getName(), declared.getType(), /* isNullable= */ true, List.of(entries));
    }
    List<Field> read = children.stream().map(ArrowTypes::read).toList();
    return nested(declared.getName(), declared.getType(), /* isNullable= */ true, read);
  }

  private static Field key(Field declared) {
    Field read = read(declared);
    return nested(read.getName(), read.getType(), /* isNullable= */ false, read.getChildren());
  }

  private static Field nested(
      String name, ArrowType type, boolean isNullable, List<Field> children) {
    return new Field(name, new FieldType(isNullable, type, null), children);
  }

  private static ArrowType scalar(String name, DataType type) {
    if (type instanceof LongType) {
      return new ArrowType.Int(64, true);
    } else if (type instanceof IntegerType) {
      return new ArrowType.Int(32, true);
    } else if (type instanceof ShortType) {
      return new ArrowType.Int(16, true);
    } else if (type instanceof ByteType) {
      return new ArrowType.Int(8, true);
    } else if (type instanceof BooleanType) {
      return ArrowType.Bool.INSTANCE;
    } else if (type instanceof DoubleType) {
      return new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    } else if (type instanceof FloatType) {
      return new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
    } else if (type instanceof DecimalType decimal) {
      return new ArrowType.Decimal(decimal.getPrecision(), decimal.getScale(), 128);
    } else if (type instanceof StringType) {
      return ArrowType.Utf8.INSTANCE;
    } else if (type instanceof BinaryType) {
      return ArrowType.Binary.INSTANCE;
    } else if (type instanceof DateType) {
      return new ArrowType.Date(DateUnit.DAY);
    } else if (type instanceof TimestampType) {
      return new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
    } else if (type instanceof TimestampNTZType) {
      return new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
    }
    throw new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE, "column " + name + " has the type " + type);
  }
}
