package dev.pitwall.jdbc.transport;

import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What a statement was answered with.
 *
 * @param schema without columns for a statement that returns no rows
 * @param batches the rows, which the taker closes
 */
public record Answer(Schema schema, StatementNote note, Batches batches) {
  public Answer {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(note, "note");
    Objects.requireNonNull(batches, "batches");
  }

  /** Whether there are rows, be it none of them. */
  public boolean isQuery() {
    return !schema.getFields().isEmpty();
  }
}
