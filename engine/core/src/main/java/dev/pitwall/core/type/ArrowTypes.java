package dev.pitwall.core.type;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** The two spellings of a type, Arrow's and SQL's. */
public final class ArrowTypes {
  private ArrowTypes() {}

  /** The row type of a table with these columns. */
  public static RelDataType rowType(Schema schema, RelDataTypeFactory types) {
    return structType(schema.getFields(), types);
  }

  /**
   * The SQL type of a column.
   *
   * @throws PitwallException UNSUPPORTED_TYPE when SQL has none
   */
  public static RelDataType sqlType(Field field, RelDataTypeFactory types) {
    return types.createTypeWithNullability(notNullType(field, types), field.isNullable());
  }

  /** The schema of rows of this type. */
  public static Schema schema(RelDataType rowType) {
    return new Schema(
        rowType.getFieldList().stream().map(f -> field(f.getName(), f.getType())).toList());
  }

  /**
   * The Arrow field of a column.
   *
   * @throws PitwallException UNSUPPORTED_TYPE when Arrow has none
   */
  public static Field field(String name, RelDataType type) {
    return new Field(
        name, new FieldType(type.isNullable(), arrowType(name, type), null), children(type));
  }

  private static RelDataType structType(List<Field> fields, RelDataTypeFactory types) {
    RelDataTypeFactory.Builder builder = types.builder();
    fields.forEach(field -> builder.add(field.getName(), sqlType(field, types)));
    return builder.build();
  }

  private static ArrowType arrowType(String name, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case TINYINT -> new ArrowType.Int(8, true);
      case SMALLINT -> new ArrowType.Int(16, true);
      case INTEGER -> new ArrowType.Int(32, true);
      case BIGINT -> new ArrowType.Int(64, true);
      case REAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case FLOAT, DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DECIMAL -> new ArrowType.Decimal(type.getPrecision(), type.getScale(), 128);
      case CHAR, VARCHAR -> ArrowType.Utf8.INSTANCE;
      case BINARY, VARBINARY -> ArrowType.Binary.INSTANCE;
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, 64);
      case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
      case ARRAY, MULTISET -> ArrowType.List.INSTANCE;
      case MAP -> new ArrowType.Map(false);
      case ROW -> ArrowType.Struct.INSTANCE;
      case NULL -> ArrowType.Null.INSTANCE;
      default -> intervalType(name, type);
    };
  }

  private static ArrowType intervalType(String name, RelDataType type) {
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
      return new ArrowType.Interval(IntervalUnit.YEAR_MONTH);
    }
    if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
      return new ArrowType.Duration(TimeUnit.MICROSECOND);
    }
    throw new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE,
        "column "
            + name
            + " has the type "
            + type.getFullTypeString()
            + ", which has no Arrow type");
  }

  private static List<Field> children(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case ARRAY, MULTISET -> List.of(field("element", type.getComponentType()));
      case MAP -> List.of(entries(type));
      case ROW -> type.getFieldList().stream().map(f -> part(f.getName(), f.getType())).toList();
      default -> List.of();
    };
  }

  /** Arrow's rows and maps, other than its lists, cannot hold what has no type. */
  private static Field part(String name, RelDataType type) {
    if (type.getSqlTypeName() == SqlTypeName.NULL) {
      throw new PitwallException(
          ErrorCode.UNSUPPORTED_TYPE,
          "the field "
              + name
              + " of a row or map is NULL without a type; write CAST(NULL AS type)");
    }
    return field(name, type);
  }

  private static Field entries(RelDataType map) {
    FieldType keyType = new FieldType(false, arrowType("key", map.getKeyType()), null);
    Field key = new Field("key", keyType, children(map.getKeyType()));
    Field value = part("value", map.getValueType());
    return new Field(
        "entries", FieldType.notNullable(ArrowType.Struct.INSTANCE), List.of(key, value));
  }

  private static RelDataType notNullType(Field field, RelDataTypeFactory types) {
    List<Field> children = field.getChildren();
    return switch (field.getType().getTypeID()) {
      case Null -> types.createSqlType(SqlTypeName.NULL);
      case Bool -> types.createSqlType(SqlTypeName.BOOLEAN);
      case Int -> types.createSqlType(integerType(field, (ArrowType.Int) field.getType()));
      case FloatingPoint -> types.createSqlType(floatType(field));
      case Decimal -> decimalType((ArrowType.Decimal) field.getType(), types);
      case Utf8 -> types.createSqlType(SqlTypeName.VARCHAR);
      case Binary -> types.createSqlType(SqlTypeName.VARBINARY);
      case Date -> types.createSqlType(SqlTypeName.DATE);
      case Time -> types.createSqlType(SqlTypeName.TIME, FeatureTypeSystem.TIME_PRECISION);
      case Timestamp -> types.createSqlType(timestampType(field), FeatureTypeSystem.TIME_PRECISION);
      case Interval -> intervalType(TimeUnitRange.YEAR_TO_MONTH, types);
      case Duration -> intervalType(TimeUnitRange.DAY_TO_SECOND, types);
      case List -> types.createArrayType(sqlType(children.get(0), types), -1);
      case Struct -> structType(children, types);
      case Map -> mapType(children.get(0).getChildren(), types);
      default -> throw unsupported(field);
    };
  }

  private static SqlTypeName integerType(Field field, ArrowType.Int type) {
    if (!type.getIsSigned()) {
      throw unsupported(field);
    }
    return switch (type.getBitWidth()) {
      case 8 -> SqlTypeName.TINYINT;
      case 16 -> SqlTypeName.SMALLINT;
      case 32 -> SqlTypeName.INTEGER;
      default -> SqlTypeName.BIGINT;
    };
  }

  private static SqlTypeName floatType(Field field) {
    return switch (((ArrowType.FloatingPoint) field.getType()).getPrecision()) {
      case SINGLE -> SqlTypeName.REAL;
      case DOUBLE -> SqlTypeName.DOUBLE;
      case HALF -> throw unsupported(field);
    };
  }

  private static RelDataType decimalType(ArrowType.Decimal type, RelDataTypeFactory types) {
    return types.createSqlType(SqlTypeName.DECIMAL, type.getPrecision(), type.getScale());
  }

  private static SqlTypeName timestampType(Field field) {
    ArrowType.Timestamp type = (ArrowType.Timestamp) field.getType();
    if (type.getUnit() != TimeUnit.MICROSECOND) {
      throw unsupported(field);
    }
    return type.getTimezone() == null
        ? SqlTypeName.TIMESTAMP
        : SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  private static RelDataType intervalType(TimeUnitRange range, RelDataTypeFactory types) {
    return types.createSqlIntervalType(
        new SqlIntervalQualifier(range.startUnit, range.endUnit, SqlParserPos.ZERO));
  }

  private static RelDataType mapType(List<Field> keyAndValue, RelDataTypeFactory types) {
    return types.createMapType(
        sqlType(keyAndValue.get(0), types), sqlType(keyAndValue.get(1), types));
  }

  private static PitwallException unsupported(Field field) {
    return new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE,
        "column " + field.getName() + " has the type " + field.getType() + ", which SQL lacks");
  }
}
