package dev.pitwall.benchmarks.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/** Messages as lines of JSON. */
public final class ProtocolLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProtocolLines() {}

  /** One line, without its end. */
  public static String write(Record message) {
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a line as a message of a type. */
  public static <T extends Record> T read(String line, Class<T> type) {
    try {
      return JSON.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("not a message: " + line, e);
    }
  }
}
