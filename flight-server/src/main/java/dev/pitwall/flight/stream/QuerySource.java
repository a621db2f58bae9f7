package dev.pitwall.flight.stream;

import dev.pitwall.core.query.result.PreparedQuery;
import java.util.Objects;

/** Runs a statement without parameters once. */
public record QuerySource(PreparedQuery query) implements AnswerSource {
  public QuerySource {
    Objects.requireNonNull(query, "query");
  }

  @Override
  public Answer open() {
    return new QueryAnswer(query.execute());
  }

  @Override
  public void cancel() {
    query.cancel();
  }
}
