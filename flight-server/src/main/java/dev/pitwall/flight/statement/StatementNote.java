package dev.pitwall.flight.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.core.query.result.QueryWarning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What travels beside the schema in a FlightInfo's metadata, as JSON: {@code {"updateCount": -1,
 * "warnings": [{"sqlState": …, "message": …}]}}.
 *
 * @param updateCount rows or objects changed; -1 for a query
 */
public record StatementNote(long updateCount, List<QueryWarning> warnings) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long QUERY = -1;

  public StatementNote {
    warnings = List.copyOf(warnings);
  }

  static StatementNote ofQuery(List<QueryWarning> warnings) {
    return new StatementNote(QUERY, warnings);
  }

  /** The note as it travels. */
  byte[] encode() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** The note as text. */
  String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a number and strings are always JSON", e);
    }
  }

  /** Reads a note that a Pitwall server made; from another server's it says nothing. */
  public static StatementNote decode(byte[] note) {
    if (note == null || note.length == 0) {
      return ofQuery(List.of());
    }
    try {
      return JSON.readValue(note, StatementNote.class);
    } catch (IOException e) {
      return ofQuery(List.of());
    }
  }
}
