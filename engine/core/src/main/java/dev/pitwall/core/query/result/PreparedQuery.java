package dev.pitwall.core.query.result;

import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** A statement that was parsed, validated and planned, to be run any number of times. */
public interface PreparedQuery {
  String sql();

  /** Whether the statement returns rows. */
  Kind kind();

  /** The columns of the answer as clients see them; without fields for an update. */
  Schema schema();

  /** One nullable field for each {@code ?}, in order, named {@code ?1}, {@code ?2}, …. */
  Schema parameterSchema();

  List<QueryWarning> warnings();

  /**
   * The values of the parameters for one run for each row of a batch, which stays the caller's.
   * Values are converted to the types of {@link #parameterSchema()} where that loses nothing;
   * timestamps without a zone are taken, and given, as the session's time zone is now.
   *
   * @param rows its columns are the parameters, in order, whatever their names
   * @throws PitwallException INVALID_STATEMENT when it has another number of columns; TYPE_MISMATCH
   *     or INVALID_VALUE naming the parameter, what was sent and what is wanted
   */
  List<ParameterValues> bind(VectorSchemaRoot rows);

  /**
   * Runs the statement; the caller closes the answer.
   *
   * @param values bound by this query or one of the same text
   * @throws PitwallException INVALID_STATEMENT when values are missing or were bound for others
   */
  QueryResult execute(ParameterValues values);

  /**
   * Runs a statement without parameters; the caller closes the answer.
   *
   * @throws PitwallException INVALID_STATEMENT when it has some
   */
  default QueryResult execute() {
    return execute(ParameterValues.NONE);
  }

  /**
   * Runs a statement that returns no rows, once for each set of values. Rows that it adds to a
   * table become visible all at once.
   *
   * @return rows or objects changed; -1 for a query
   * @throws PitwallException INVALID_STATEMENT when values are missing or were bound for others
   */
  default long update(List<ParameterValues> runs) {
    long sum = 0;
    for (ParameterValues values : runs) {
      try (QueryResult result = execute(values)) {
        sum += result.updateCount();
      }
    }
    return kind() == Kind.UPDATE ? sum : -1;
  }

  /**
   * Ends the runs of {@link #update}, and the calls of {@link #execute} that did not return yet,
   * soon and from any thread; they leave nothing behind but what a statement that is killed may,
   * and be run again.
   */
  default void cancel() {}

  /** Whether a statement returns rows. */
  enum Kind {
    QUERY,
    UPDATE
  }
}
