package dev.pitwall.core.function;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * An operator that generated code implements by calling a static Java method, which sees no NULL:
 * NULL in gives NULL out. A last parameter of type {@link DataContext} is the statement itself.
 */
public final class StaticFunction extends SqlUserDefinedFunction {
  private final Method method;

  private StaticFunction(Method method) {
    super(
        new SqlIdentifier(operatorName(method), SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        binding -> resultType(method, binding),
        null,
        null,
        new Call(method));
    this.method = method;
  }

  /**
   * The operator of the only method with this name in a class.
   *
   * @throws IllegalArgumentException when there is no such method
   */
  public static StaticFunction of(Class<?> owner, String methodName) {
    return Arrays.stream(owner.getDeclaredMethods())
        .filter(method -> method.getName().equals(methodName))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .findFirst()
        .map(StaticFunction::new)
        .orElseThrow(() -> new IllegalArgumentException(owner + " has no method " + methodName));
  }

  /** The method that generated code calls. */
  public Method method() {
    return method;
  }

  /** What depends on the statement is the same for all rows, but not for all statements. */
  @Override
  public boolean isDynamicFunction() {
    return takesStatement(method);
  }

  private static String operatorName(Method method) {
    return method.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  private static boolean takesStatement(Method method) {
    int count = method.getParameterCount();
    return count > 0 && method.getParameterTypes()[count - 1] == DataContext.class;
  }

  private static RelDataType resultType(Method method, SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
    return types.createTypeWithNullability(sqlType(method.getReturnType(), types), nullable);
  }

  private static RelDataType sqlType(Class<?> result, RelDataTypeFactory types) {
    if (result == boolean.class) {
      return types.createSqlType(SqlTypeName.BOOLEAN);
    }
    if (result == long.class) {
      return types.createSqlType(SqlTypeName.BIGINT);
    }
    if (result == int.class) {
      return types.createSqlType(SqlTypeName.INTEGER);
    }
    if (result == double.class) {
      return types.createSqlType(SqlTypeName.DOUBLE);
    }
    if (result == BigDecimal.class) {
      return types.createSqlType(SqlTypeName.DECIMAL, 38, 12);
    }
    if (result == String.class) {
      return types.createSqlType(SqlTypeName.VARCHAR);
    }
    if (result == ByteString.class) {
      return types.createSqlType(SqlTypeName.VARBINARY);
    }
    throw new IllegalArgumentException("no SQL type stands for " + result);
  }

  /** How generated code calls the method. */
  private record Call(Method method) implements ImplementableFunction {
    @Override
    public CallImplementor getImplementor() {
      return RexImpTable.createImplementor(
          (translator, call, operands) -> invocation(translator, operands),
          NullPolicy.STRICT,
          false);
    }

    private Expression invocation(RexToLixTranslator translator, List<Expression> operands) {
      List<Expression> arguments = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        arguments.add(argument(operands.get(i), method.getParameterTypes()[i]));
      }
      if (takesStatement(method)) {
        arguments.add(translator.getRoot());
      }
      return Expressions.call(method, arguments);
    }

    private static Expression argument(Expression operand, Class<?> parameter) {
      return operand.getType() == parameter ? operand : EnumUtils.convert(operand, parameter);
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return List.of();
    }
  }
}
