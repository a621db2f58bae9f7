package dev.pitwall.jdbc.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLWarning;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What the server says of a statement beside its answer.
 *
 * @param updateCount rows or objects changed; -1 for a query
 * @param warnings the first, which has the others behind it; null when there are none
 */
public record StatementNote(long updateCount, SQLWarning warnings) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int QUERY = -1;

  /** Under which the metadata of a schema has a note, when there are warnings. */
  private static final String KEY = "pitwall.note";

  /** The note in the metadata of a schema. */
  static StatementNote of(Schema schema) {
    String note = schema.getCustomMetadata() == null ? null : schema.getCustomMetadata().get(KEY);
    return decode(note == null ? null : note.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a note; one that another server made, or none, says nothing. */
  static StatementNote decode(byte[] note) {
    if (note == null || note.length == 0) {
      return new StatementNote(QUERY, null);
    }
    try {
      JsonNode json = JSON.readTree(note);
      return new StatementNote(
          json.path("updateCount").asLong(QUERY), warnings(json.path("warnings")));
    } catch (IOException e) {
      return new StatementNote(QUERY, null);
    }
  }

  private static SQLWarning warnings(JsonNode warnings) {
    SQLWarning first = null;
    for (JsonNode warning : warnings) {
      SQLWarning next =
          new SQLWarning(warning.path("message").asText(), warning.path("sqlState").asText());
      if (first == null) {
        first = next;
      } else {
        first.setNextWarning(next);
      }
    }
    return first;
  }
}
