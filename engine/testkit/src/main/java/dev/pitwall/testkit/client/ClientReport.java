package dev.pitwall.testkit.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client said of each column in each operation. */
public final class ClientReport {
  /** The column under which an operation is noted that is about none. */
  static final String NO_COLUMN = "";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Operation, Map<String, List<Object>>> said = new EnumMap<>(Operation.class);

  /**
   * Reads the report of another process: of its output, the lines that are JSON objects with the
   * members operation, column and values.
   */
  public static ClientReport parse(String output) throws JsonProcessingException {
    ClientReport report = new ClientReport();
    for (String line : output.lines().filter(line -> line.startsWith("{")).toList()) {
      Line said = JSON.readValue(line, Line.class);
      report.add(said.operation(), said.column(), said.values());
    }
    return report;
  }

  void add(Operation operation, String column, List<Object> values) {
    said.computeIfAbsent(operation, key -> new LinkedHashMap<>()).put(column, values);
  }

  /** What was said, an empty map for an operation that the client has not. */
  Map<String, List<Object>> of(Operation operation) {
    return said.getOrDefault(operation, Map.of());
  }

  private record Line(Operation operation, String column, List<Object> values) {}
}
