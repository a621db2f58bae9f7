package dev.pitwall.core.sql.ddl;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a definition statement came to. */
public sealed interface DefinitionOutcome {

  /**
   * The catalog was changed, or found to be so already.
   *
   * @param count objects changed: 1, or 0 when there was nothing to drop
   */
  record Changed(long count) implements DefinitionOutcome {}

  /**
   * The rows of a SHOW or DESCRIBE.
   *
   * @param schema columns of VARCHAR and BIGINT
   * @param rows a String, Long or null for each column
   */
  record Listed(Schema schema, List<List<Object>> rows) implements DefinitionOutcome {
    public Listed {
      rows = List.copyOf(rows);
    }
  }
}
