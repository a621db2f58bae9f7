package dev.pitwall.core.sql.validate;

import dev.pitwall.core.type.FeatureTypeSystem;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Gives a parameter that is cast to a type of limited length, as {@code CAST(? AS VARCHAR(3))}, the
 * unlimited type, and leaves the cast: it then cuts what is bound as it cuts any value. Else the
 * parameter itself would have the limited type, and the cast would be none.
 */
final class ParameterCasts extends SqlShuttle {
  @Override
  public SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlCall cast
        && cast.getKind() == SqlKind.CAST
        && cast.operand(0) instanceof SqlDynamicParam parameter
        && cast.operand(1) instanceof SqlDataTypeSpec type) {
      return unlimited(type).map(wide -> recast(cast, parameter, wide)).orElse(cast);
    }
    return visited;
  }

  private static SqlNode recast(SqlCall cast, SqlDynamicParam parameter, SqlDataTypeSpec wide) {
    SqlParserPos pos = cast.getParserPosition();
    SqlNode inner = SqlStdOperatorTable.CAST.createCall(pos, parameter, wide);
    return cast.getOperator().createCall(pos, List.of(inner, cast.operand(1)));
  }

  private static Optional<SqlDataTypeSpec> unlimited(SqlDataTypeSpec type) {
    if (!(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic)) {
      return Optional.empty();
    }
    SqlTypeName name = SqlTypeName.get(basic.getTypeName().getSimple());
    boolean isLimited =
        basic.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
            || name == SqlTypeName.CHAR
            || name == SqlTypeName.BINARY;
    return name == null || !isLimited
        ? Optional.empty()
        : unlimited(name, type.getParserPosition())
            .map(spec -> new SqlDataTypeSpec(spec, type.getParserPosition()));
  }

  private static Optional<SqlTypeNameSpec> unlimited(SqlTypeName name, SqlParserPos pos) {
    return switch (name) {
      case CHAR, VARCHAR -> Optional.of(new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, pos));
      case BINARY, VARBINARY -> Optional.of(new SqlBasicTypeNameSpec(SqlTypeName.VARBINARY, pos));
      case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          Optional.of(new SqlBasicTypeNameSpec(name, FeatureTypeSystem.TIME_PRECISION, pos));
      default -> Optional.empty();
    };
  }
}
