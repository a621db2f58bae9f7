package dev.pitwall.flight.stream;

import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import java.util.List;
import java.util.Objects;

/**
 * Runs a query, once for each set of values; the answers as one.
 *
 * @param runs of a query without parameters {@link ParameterValues#NONE} alone
 */
public record QuerySource(PreparedQuery query, List<ParameterValues> runs) implements AnswerSource {
  public QuerySource {
    Objects.requireNonNull(query, "query");
    runs = List.copyOf(runs);
  }

  @Override
  public Answer open() {
    return runs.size() == 1
        ? new QueryAnswer(query.execute(runs.get(0)))
        : new ConsecutiveAnswers(query, runs);
  }

  /** Some statements, such as EXPLAIN ANALYZE, have done all their work when they are open. */
  @Override
  public void cancel() {
    query.cancel();
  }
}
