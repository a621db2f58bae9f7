package dev.pitwall.core.codegen;

import dev.pitwall.core.function.StatementContext;
import dev.pitwall.execution.kernel.EvaluationContext;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;

/** A statement's context with the inputs and constants of one operation that Calcite runs. */
final class OperationContext implements DataContext {
  private final StatementContext statement;
  private final Map<String, Object> variables;

  OperationContext(EvaluationContext evaluation, Map<String, Object> variables) {
    this.statement = new StatementContext(evaluation);
    this.variables = variables;
  }

  @Override
  public Object get(String name) {
    return variables.containsKey(name) ? variables.get(name) : statement.get(name);
  }

  @Override
  public SchemaPlus getRootSchema() {
    return statement.getRootSchema();
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return statement.getTypeFactory();
  }

  @Override
  public QueryProvider getQueryProvider() {
    return statement.getQueryProvider();
  }
}
