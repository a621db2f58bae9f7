package dev.pitwall.execution.plan.term;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * One aggregate of a group. NULL arguments are left out; over no rows COUNT is 0 and the others are
 * NULL. The output type is that of the plan's schema, into which SUM must fit.
 *
 * @param argument the input column; empty only for COUNT(*)
 * @param filter a Boolean input column that must be true for a row to count; empty for all rows
 */
public record AggregateCall(
    Function function, Distinctness distinctness, OptionalInt argument, OptionalInt filter) {
  public AggregateCall {
    Objects.requireNonNull(function, "function");
    Objects.requireNonNull(distinctness, "distinctness");
    Objects.requireNonNull(argument, "argument");
    Objects.requireNonNull(filter, "filter");
  }

  /** What is computed; AVG and the like are composed of these by the planner. */
  public enum Function {
    COUNT,
    SUM,
    MIN,
    MAX,
    ANY_VALUE
  }

  /** Whether equal arguments of a group count once or each time. */
  public enum Distinctness {
    ALL,
    DISTINCT
  }
}
