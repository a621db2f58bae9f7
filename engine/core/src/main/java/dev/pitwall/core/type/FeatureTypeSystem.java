package dev.pitwall.core.type;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * How wide types are: timestamps are exact to the microsecond, decimals have up to 38 digits, a sum
 * of integers is a BIGINT and their average a DOUBLE.
 */
public final class FeatureTypeSystem extends RelDataTypeSystemImpl {
  /** Digits after the second in every timestamp and interval. */
  public static final int TIME_PRECISION = 6;

  /** Digits of the widest DECIMAL. */
  public static final int DECIMAL_PRECISION = 38;

  /** Has no state. */
  public static final FeatureTypeSystem INSTANCE = new FeatureTypeSystem();

  private FeatureTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> DECIMAL_PRECISION;
      case TIME, TIME_WITH_LOCAL_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          TIME_PRECISION;
      default -> super.getMaxPrecision(typeName);
    };
  }

  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> DECIMAL_PRECISION;
      case TIME, TIME_WITH_LOCAL_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          TIME_PRECISION;
      default -> super.getDefaultPrecision(typeName);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? DECIMAL_PRECISION : super.getMaxScale(typeName);
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
    SqlTypeName sum =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER -> SqlTypeName.BIGINT;
          case REAL, FLOAT -> SqlTypeName.DOUBLE;
          default -> null;
        };
    if (sum != null) {
      return types.createTypeWithNullability(types.createSqlType(sum), argument.isNullable());
    }
    return argument.getSqlTypeName() == SqlTypeName.DECIMAL
        ? types.createTypeWithNullability(
            types.createSqlType(SqlTypeName.DECIMAL, DECIMAL_PRECISION, argument.getScale()),
            argument.isNullable())
        : super.deriveSumType(types, argument);
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
    return switch (argument.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, FLOAT ->
          types.createTypeWithNullability(
              types.createSqlType(SqlTypeName.DOUBLE), argument.isNullable());
      default -> super.deriveAvgAggType(types, argument);
    };
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }
}
