package dev.pitwall.core.query;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** A statement that was parsed, validated and planned, to be run any number of times. */
public interface PreparedQuery {
  String sql();

  /** Whether the statement returns rows. */
  Kind kind();

  /** The columns of the answer as clients see them; without fields for an update. */
  Schema schema();

  /** One field for each {@code ?}, in order. */
  Schema parameterSchema();

  List<QueryWarning> warnings();

  /** Runs the statement; the caller closes the answer. */
  QueryResult execute();

  /** Whether a statement returns rows. */
  enum Kind {
    QUERY,
    UPDATE
  }
}
