package dev.pitwall.core.write;

import dev.pitwall.core.sql.validate.AnalyzedQuery;
import java.util.Objects;

/**
 * An INSERT that was found valid.
 *
 * @param rows gives the columns of the target's {@link InsertTarget#stored()}, in order
 */
public record AnalyzedInsert(InsertTarget target, AnalyzedQuery rows) {
  public AnalyzedInsert {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(rows, "rows");
  }
}
