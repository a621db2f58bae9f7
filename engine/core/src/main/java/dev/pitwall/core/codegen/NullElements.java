package dev.pitwall.core.codegen;

import java.util.List;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.FunctionExpression;
import org.apache.calcite.linq4j.tree.GotoStatement;
import org.apache.calcite.linq4j.tree.MethodCallExpression;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.linq4j.tree.Shuttle;
import org.apache.calcite.util.BuiltInMethod;

/**
 * Lets elements of arrays that are NULL stay so where the array is cast: Calcite's code converts
 * each as if it were there.
 */
final class NullElements extends Shuttle {
  @Override
  public Expression visit(
      MethodCallExpression call, Expression target, List<Expression> arguments) {
    return call.method.equals(BuiltInMethod.LIST_TRANSFORM.method)
            && arguments.get(1) instanceof FunctionExpression<?> conversion
        ? Expressions.call(call.method, arguments.get(0), nullable(conversion))
        : super.visit(call, target, arguments);
  }

  private static FunctionExpression<?> nullable(FunctionExpression<?> conversion) {
    ParameterExpression element = conversion.parameterList.get(0);
    if (Primitive.is(element.getType())
        || conversion.body.statements.size() != 1
        || !(conversion.body.statements.get(0) instanceof GotoStatement result)) {
      return conversion;
    }
    Expression converted = Expressions.box(result.expression);
    Expression none = Expressions.constant(null, Primitive.box(result.expression.getType()));
    Expression isThere = Expressions.notEqual(element, Expressions.constant(null));
    return Expressions.lambda(
        Function1.class, Expressions.condition(isThere, converted, none), element);
  }
}
