package dev.pitwall.flight.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.core.query.QueryWarning;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A statement's warnings as they travel in a FlightInfo's metadata: {@code {"warnings":
 * [{"sqlState": …, "message": …}]}}.
 */
public final class WarningNotes {
  private static final String WARNINGS = "warnings";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, List<QueryWarning>>> NOTE =
      new TypeReference<>() {};

  private WarningNotes() {}

  /** The note for warnings; empty when there are none. */
  static byte[] encode(List<QueryWarning> warnings) {
    if (warnings.isEmpty()) {
      return new byte[0];
    }
    try {
      return JSON.writeValueAsBytes(Map.of(WARNINGS, warnings));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("two strings are always JSON", e);
    }
  }

  /** The warnings in a note that this server made. */
  public static List<QueryWarning> decode(byte[] note) {
    if (note == null || note.length == 0) {
      return List.of();
    }
    try {
      return JSON.readValue(note, NOTE).getOrDefault(WARNINGS, List.of());
    } catch (IOException e) {
      throw new IllegalArgumentException("the server's note is not one of ours", e);
    }
  }
}
