package dev.pitwall.jdbc.metadata;

import dev.pitwall.jdbc.transport.Answer;
import dev.pitwall.jdbc.transport.CallScope;
import dev.pitwall.jdbc.transport.FlightLink;
import dev.pitwall.jdbc.transport.FlightLink.FlightCall;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.Text;

/** Reads what the server answers a metadata command with. */
final class ServerRows {
  private ServerRows() {}

  /**
   * All rows, each with its values by the column's name.
   *
   * @param order columns that the rows are sorted by, numbers by size and all else by its text; as
   *     the server has them when there are none
   */
  static List<Map<String, Object>> read(FlightLink link, FlightCall call, String... order)
      throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    Answer answer = link.run(new CallScope(Duration.ZERO), call);
    try (var batches = answer.batches()) {
      VectorSchemaRoot batch;
      while ((batch = batches.next()) != null) {
        for (int row = 0; row < batch.getRowCount(); row++) {
          rows.add(row(batch, row));
        }
      }
    }
    rows.sort((left, right) -> compare(left, right, order));
    return rows;
  }

  private static Map<String, Object> row(VectorSchemaRoot batch, int row) {
    Map<String, Object> values = new HashMap<>();
    for (FieldVector vector : batch.getFieldVectors()) {
      Object value = vector.getObject(row);
      values.put(vector.getName(), value instanceof Text ? value.toString() : value);
    }
    return values;
  }

  private static int compare(
      Map<String, Object> left, Map<String, Object> right, String... columns) {
    return Arrays.stream(columns)
        .mapToInt(column -> compare(left.get(column), right.get(column)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  private static int compare(Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Long.compare(a.longValue(), b.longValue());
    }
    return String.valueOf(left).compareTo(String.valueOf(right));
  }
}
