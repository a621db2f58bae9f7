package dev.pitwall.core.type;

import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Makes the types of {@link FeatureTypeSystem}. Where no DECIMAL holds all digits of some types,
 * their common type keeps the digits after the point: a value with too many before it is an error,
 * while one with fewer after it would be another value.
 */
public class FeatureTypes extends JavaTypeFactoryImpl {
  /** Makes a factory of its own. */
  public FeatureTypes() {
    super(FeatureTypeSystem.INSTANCE);
  }

  @Override
  public RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
    RelDataType common = super.leastRestrictive(types, rule);
    if (common == null || !SqlTypeUtil.isDecimal(common)) {
      return common;
    }
    int scale =
        types.stream()
            .filter(SqlTypeUtil::isDecimal)
            .mapToInt(RelDataType::getScale)
            .max()
            .orElse(0);
    return scale <= common.getScale()
        ? common
        : createTypeWithNullability(
            createSqlType(SqlTypeName.DECIMAL, FeatureTypeSystem.DECIMAL_PRECISION, scale),
            common.isNullable());
  }
}
