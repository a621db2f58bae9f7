package dev.pitwall.core.type;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Reads the type that a column declaration names. The length of a VARCHAR or VARBINARY bounds
 * nothing and is read past.
 */
public final class DeclaredTypes {
  private static final int MAXIMUM_DIGITS = 38;
  private static final int MICROSECOND_DIGITS = 6;

  /** What an error says of a type that is none of ours. */
  public static final String TYPES =
      "the types are BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL(p, s),"
          + " VARCHAR, VARBINARY, DATE, TIMESTAMP, TIMESTAMP_LTZ, ARRAY, MAP and ROW";

  private DeclaredTypes() {}

  /**
   * The column so declared.
   *
   * @throws PitwallException UNSUPPORTED_TYPE, without a place, when the type is none of ours
   */
  public static Field field(String name, SqlDataTypeSpec type) {
    boolean isNullable = !Boolean.FALSE.equals(type.getNullable());
    return field(name, type.getTypeNameSpec(), isNullable);
  }

  private static Field field(String name, SqlTypeNameSpec type, boolean isNullable) {
    if (type instanceof SqlCollectionTypeNameSpec collection) {
      return list(name, collection, isNullable);
    }
    if (type instanceof SqlMapTypeNameSpec map) {
      return map(name, map, isNullable);
    }
    if (type instanceof SqlRowTypeNameSpec row) {
      return struct(name, row, isNullable);
    }
    if (type instanceof SqlBasicTypeNameSpec basic) {
      return new Field(name, new FieldType(isNullable, scalar(basic), null), List.of());
    }
    throw unsupported(type.getTypeName().toString());
  }

  private static Field list(String name, SqlCollectionTypeNameSpec type, boolean isNullable) {
    if (!type.getTypeName().getSimple().equals(SqlTypeName.ARRAY.name())) {
      throw unsupported(type.getTypeName().toString());
    }
    Field element = field("element", type.getElementTypeName(), /* isNullable= */ true);
    return new Field(
        name, new FieldType(isNullable, ArrowType.List.INSTANCE, null), List.of(element));
  }

  private static Field map(String name, SqlMapTypeNameSpec type, boolean isNullable) {
    Field key = field(MapVector.KEY_NAME, type.getKeyType().getTypeNameSpec(), false);
    Field value = field(MapVector.VALUE_NAME, type.getValType());
    Field entries =
        new Field(
            MapVector.DATA_VECTOR_NAME,
            FieldType.notNullable(ArrowType.Struct.INSTANCE),
            List.of(key, value));
    return new Field(
        name,
        new FieldType(isNullable, new ArrowType.Map(/* keysSorted= */ false), null),
        List.of(entries));
  }

  private static Field struct(String name, SqlRowTypeNameSpec type, boolean isNullable) {
    List<Field> children = new ArrayList<>();
    for (int i = 0; i < type.getArity(); i++) {
      Field child = field(type.getFieldNames().get(i).getSimple(), type.getFieldTypes().get(i));
      if (!child.isNullable()) {
        throw new PitwallException(
            ErrorCode.UNSUPPORTED_TYPE,
            "a field of a ROW cannot be NOT NULL, as "
                + child.getName()
                + " is to be; leave that out");
      }
      children.add(child);
    }
    return new Field(name, new FieldType(isNullable, ArrowType.Struct.INSTANCE, null), children);
  }

  private static ArrowType scalar(SqlBasicTypeNameSpec type) {
    SqlTypeName name =
        SqlTypeName.get(type.getTypeName().getSimple().toUpperCase(Locale.ROOT).replace(' ', '_'));
    if (name == null) {
      throw unsupported(type.getTypeName().toString());
    }
    return switch (name) {
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case TINYINT -> new ArrowType.Int(8, /* isSigned= */ true);
      case SMALLINT -> new ArrowType.Int(16, /* isSigned= */ true);
      case INTEGER -> new ArrowType.Int(32, /* isSigned= */ true);
      case BIGINT -> new ArrowType.Int(64, /* isSigned= */ true);
      case REAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case FLOAT, DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DECIMAL -> decimal(type);
      case VARCHAR -> ArrowType.Utf8.INSTANCE;
      case VARBINARY -> ArrowType.Binary.INSTANCE;
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIMESTAMP -> timestamp(type, null);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(type, "UTC");
      default -> throw unsupported(name.getName().replace('_', ' '));
    };
  }

  private static ArrowType decimal(SqlBasicTypeNameSpec type) {
    int precision = type.getPrecision();
    int scale = type.getScale() == RelDataType.SCALE_NOT_SPECIFIED ? 0 : type.getScale();
    if (precision == RelDataType.PRECISION_NOT_SPECIFIED) {
      throw new PitwallException(
          ErrorCode.UNSUPPORTED_TYPE, "DECIMAL needs its digits: DECIMAL(precision, scale)");
    }
    if (precision < 1 || precision > MAXIMUM_DIGITS || scale < 0 || scale > precision) {
      throw new PitwallException(
          ErrorCode.UNSUPPORTED_TYPE,
          "DECIMAL(%d, %d) is not supported; precision is 1 to 38, and scale 0 to that"
              .formatted(precision, scale));
    }
    return new ArrowType.Decimal(precision, scale, 128);
  }

  private static ArrowType timestamp(SqlBasicTypeNameSpec type, String zone) {
    int precision = type.getPrecision();
    if (precision != RelDataType.PRECISION_NOT_SPECIFIED && precision != MICROSECOND_DIGITS) {
      throw new PitwallException(
          ErrorCode.UNSUPPORTED_TYPE,
          "timestamps have 6 digits after the second, not %d; leave the digits out"
              .formatted(precision));
    }
    return new ArrowType.Timestamp(TimeUnit.MICROSECOND, zone);
  }

  private static PitwallException unsupported(String name) {
    return new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE, "a column cannot have the type " + name + "; " + TYPES);
  }
}
