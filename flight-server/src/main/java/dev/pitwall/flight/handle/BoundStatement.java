package dev.pitwall.flight.handle;

import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A planned statement, with the values that were bound to it last. Thread-safe. */
public final class BoundStatement {
  private final PreparedQuery query;
  private final AtomicReference<Optional<List<ParameterValues>>> bound;

  /** Makes a statement to which no values are bound yet. */
  public BoundStatement(PreparedQuery query) {
    this.query = Objects.requireNonNull(query, "query");
    boolean isComplete = query.parameterSchema().getFields().isEmpty();
    this.bound =
        new AtomicReference<>(
            isComplete ? Optional.of(List.of(ParameterValues.NONE)) : Optional.empty());
  }

  public PreparedQuery query() {
    return query;
  }

  /** Takes the values of the runs to come, in the place of those bound before: all, or none. */
  public void bind(List<ParameterValues> runs) {
    bound.set(Optional.of(List.copyOf(runs)));
  }

  /**
   * The values to run the statement with, one run for each, in order.
   *
   * @throws PitwallException INVALID_STATEMENT when the statement has parameters and none were
   *     bound
   */
  public List<ParameterValues> runs() {
    return bound
        .get()
        .orElseThrow(
            () ->
                new PitwallException(
                    ErrorCode.INVALID_STATEMENT,
                    "no values are bound to the statement's parameters (?), of which it has "
                        + query.parameterSchema().getFields().size()
                        + "; bind them, then run it"));
  }
}
