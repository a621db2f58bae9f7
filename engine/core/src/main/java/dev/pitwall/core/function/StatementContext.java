package dev.pitwall.core.function;

import dev.pitwall.execution.kernel.EvaluationContext;
import java.util.Objects;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;

/**
 * The way by which code that Calcite generates, which knows only a {@link DataContext}, reaches
 * what is the same for all rows of a statement. Thread-safe.
 */
public final class StatementContext implements DataContext {
  /** The statement's start: a {@link Long}, in microseconds since the epoch. */
  public static final String NOW = "pitwall.now";

  /** The session's time zone: a {@link java.time.ZoneId}. */
  public static final String TIME_ZONE = "pitwall.timeZone";

  /** The session's user: a {@link String}. */
  public static final String USER = "pitwall.user";

  private final EvaluationContext evaluation;

  public StatementContext(EvaluationContext evaluation) {
    this.evaluation = Objects.requireNonNull(evaluation, "evaluation");
  }

  @Override
  public Object get(String name) {
    return switch (name) {
      case NOW -> evaluation.nowMicros();
      case TIME_ZONE -> evaluation.timeZone();
      case USER -> evaluation.user();
      default -> name.startsWith("?") ? parameter(name.substring(1)) : null;
    };
  }

  /** Calcite names the dynamic parameters {@code ?0}, {@code ?1}, …. */
  private Object parameter(String index) {
    return evaluation.parameters().get(Integer.parseInt(index));
  }

  @Override
  public SchemaPlus getRootSchema() {
    return null;
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    throw new UnsupportedOperationException("generated code makes no types");
  }

  @Override
  public QueryProvider getQueryProvider() {
    throw new UnsupportedOperationException("generated code makes no queries");
  }
}
