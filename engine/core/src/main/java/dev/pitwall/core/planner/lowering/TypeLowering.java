package dev.pitwall.core.planner.lowering;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What stands for each type at run time.
 *
 * <p>TIMESTAMP is a BIGINT of microseconds since 1970-01-01 00:00:00, TIMESTAMP WITH LOCAL TIME
 * ZONE one of microseconds since the epoch in UTC, TIME one of microseconds of the day, a day-time
 * INTERVAL one of microseconds; DATE is an INTEGER of days since 1970-01-01, a year-month INTERVAL
 * one of months. Every other type stands for itself, and nullability stays.
 */
public final class TypeLowering {
  private final RelDataTypeFactory types;

  public TypeLowering(RelDataTypeFactory types) {
    this.types = types;
  }

  /**
   * The type that stands for a type, also inside arrays, maps and rows; the same instance if it
   * stands for itself.
   *
   * @throws PitwallException UNSUPPORTED_TYPE for a time with a zone of its own
   */
  public RelDataType lower(RelDataType type) {
    if (type.isStruct()) {
      return changes(type) ? lowerStruct(type) : type;
    }
    SqlTypeName name = type.getSqlTypeName();
    return switch (name) {
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME -> scalar(type, SqlTypeName.BIGINT);
      case DATE -> scalar(type, SqlTypeName.INTEGER);
      case ARRAY, MULTISET -> lowerCollection(type);
      case MAP -> lowerMap(type);
      case TIME_WITH_LOCAL_TIME_ZONE, TIME_TZ, TIMESTAMP_TZ -> throw unsupported(type);
      default -> lowerInterval(type, name);
    };
  }

  /** Whether something else stands for the type. */
  public boolean changes(RelDataType type) {
    if (type.isStruct()) {
      return type.getFieldList().stream().anyMatch(field -> changes(field.getType()));
    }
    return lower(type) != type;
  }

  private RelDataType lowerInterval(RelDataType type, SqlTypeName name) {
    if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
      return scalar(type, SqlTypeName.BIGINT);
    }
    return SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)
        ? scalar(type, SqlTypeName.INTEGER)
        : type;
  }

  private RelDataType lowerStruct(RelDataType type) {
    RelDataTypeFactory.Builder builder = types.builder().kind(type.getStructKind());
    for (RelDataTypeField field : type.getFieldList()) {
      builder.add(field.getName(), lower(field.getType()));
    }
    return types.createTypeWithNullability(builder.build(), type.isNullable());
  }

  private RelDataType lowerCollection(RelDataType type) {
    RelDataType component = type.getComponentType();
    RelDataType lowered = lower(component);
    if (lowered == component) {
      return type;
    }
    RelDataType collection =
        type.getSqlTypeName() == SqlTypeName.ARRAY
            ? types.createArrayType(lowered, -1)
            : types.createMultisetType(lowered, -1);
    return types.createTypeWithNullability(collection, type.isNullable());
  }

  private RelDataType lowerMap(RelDataType type) {
    RelDataType key = lower(type.getKeyType());
    RelDataType value = lower(type.getValueType());
    return key == type.getKeyType() && value == type.getValueType()
        ? type
        : types.createTypeWithNullability(types.createMapType(key, value), type.isNullable());
  }

  private RelDataType scalar(RelDataType type, SqlTypeName name) {
    return types.createTypeWithNullability(types.createSqlType(name), type.isNullable());
  }

  private static PitwallException unsupported(RelDataType type) {
    return new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE,
        type + " is not supported; use TIMESTAMP WITH LOCAL TIME ZONE for instants");
  }
}
