package dev.pitwall.core.query.result;

import dev.pitwall.core.planner.leakage.Leak;
import java.util.Objects;

/**
 * Something a statement's author should know, though the statement runs.
 *
 * @param sqlState of class 01
 */
public record QueryWarning(String sqlState, String message) {
  /** A feature view can show rows of the future. */
  public static final String LEAKAGE = "01P10";

  public QueryWarning {
    Objects.requireNonNull(sqlState, "sqlState");
    Objects.requireNonNull(message, "message");
  }

  public static QueryWarning of(Leak leak) {
    return new QueryWarning(LEAKAGE, leak.message());
  }
}
