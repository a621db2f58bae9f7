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

  static Field field(String name, DataType type) {
    if (type instanceof ArrayType array) {
      Field element = field("element", array.getElementType());
      return new Field(name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(element));
    } else if (type instanceof MapType map) {
      return map(name, map);
    } else if (type instanceof StructType struct) {
      return new Field(
          name,
          FieldType.nullable(ArrowType.Struct.INSTANCE),
          struct.fields().stream().map(f -> field(f.getName(), f.getDataType())).toList());
    }
    return Field.nullable(name, scalar(name, type));
  }

  private static Field map(String name, MapType map) {
    Field key = field(MapVector.KEY_NAME, map.getKeyType());
    Field entries =
        new Field(
            MapVector.DATA_VECTOR_NAME,
            FieldType.notNullable(ArrowType.Struct.INSTANCE),
            List.of(
                new Field(key.getName(), FieldType.notNullable(key.getType()), key.getChildren()),
                field(MapVector.VALUE_NAME, map.getValueType())));
    return new Field(
        name, FieldType.nullable(new ArrowType.Map(/* keysSorted= */ false)), List.of(entries));
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
