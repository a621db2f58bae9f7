package dev.pitwall.delta.commit;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.delta.standalone.types.ArrayType;
import io.delta.standalone.types.BinaryType;
import io.delta.standalone.types.BooleanType;
import io.delta.standalone.types.ByteType;
import io.delta.standalone.types.DataType;
import io.delta.standalone.types.DateType;
import io.delta.standalone.types.DecimalType;
import io.delta.standalone.types.DoubleType;
import io.delta.standalone.types.FloatType;
import io.delta.standalone.types.IntegerType;
import io.delta.standalone.types.LongType;
import io.delta.standalone.types.MapType;
import io.delta.standalone.types.ShortType;
import io.delta.standalone.types.StringType;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import io.delta.standalone.types.TimestampType;
import java.util.List;
import org.apache.arrow.vector.types.Types;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The types of tables that Delta Standalone makes. */
final class DeltaTypes {
  private DeltaTypes() {}

  static StructType of(Schema schema) {
    return struct(schema.getFields());
  }

  private static StructType struct(List<Field> fields) {
    return new StructType(
        fields.stream()
            .map(field -> new StructField(field.getName(), type(field), field.isNullable()))
            .toArray(StructField[]::new));
  }

  private static DataType type(Field field) {
    return switch (Types.getMinorTypeForArrowType(field.getType())) {
      case BIT -> new BooleanType();
      case TINYINT -> new ByteType();
      case SMALLINT -> new ShortType();
      case INT -> new IntegerType();
      case BIGINT -> new LongType();
      case FLOAT4 -> new FloatType();
      case FLOAT8 -> new DoubleType();
      case DECIMAL -> {
        ArrowType.Decimal decimal = (ArrowType.Decimal) field.getType();
        yield new DecimalType(decimal.getPrecision(), decimal.getScale());
      }
      case VARCHAR -> new StringType();
      case VARBINARY -> new BinaryType();
      case DATEDAY -> new DateType();
      case TIMESTAMPMICROTZ -> new TimestampType();
      case LIST -> new ArrayType(type(field.getChildren().get(0)), /* containsNull= */ true);
      case MAP -> {
        List<Field> entry = field.getChildren().get(0).getChildren();
        yield new MapType(type(entry.get(0)), type(entry.get(1)), /* valueContainsNull= */ true);
      }
      case STRUCT -> struct(field.getChildren());
      case TIMESTAMPMICRO ->
          throw new PitwallException(
              ErrorCode.UNSUPPORTED_TYPE,
              "column "
                  + field.getName()
                  + ": Delta tables made here cannot hold TIMESTAMP without a time zone; cast it"
                  + " to TIMESTAMP_LTZ");
      default ->
          throw new PitwallException(
              ErrorCode.UNSUPPORTED_TYPE,
              "column " + field.getName() + ": Delta tables cannot hold " + field.getType());
    };
  }
}
