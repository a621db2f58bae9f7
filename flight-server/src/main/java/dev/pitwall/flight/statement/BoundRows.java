package dev.pitwall.flight.statement;

import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.flight.config.SessionLimits;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Reads the rows of values that a client binds to a statement. */
final class BoundRows {
  private final SessionLimits limits;
  private final List<ParameterValues> runs = new ArrayList<>();
  private long bytes;

  private BoundRows(SessionLimits limits) {
    this.limits = limits;
  }

  /**
   * All rows of a stream; empty when it has no columns, or does not say which.
   *
   * @throws PitwallException LIMIT_EXCEEDED when they are too many or too large; as {@link
   *     UploadCancellation#next}; as {@link SentVectors#check}; as {@link PreparedQuery#bind} when
   *     they do not suit the statement
   */
  static Optional<List<ParameterValues>> read(
      FlightStream stream,
      PreparedQuery query,
      SessionLimits limits,
      UploadCancellation cancellation) {
    // Only when the first batch, or the end, has come, it is known that there is a schema.
    boolean more = cancellation.next(stream);
    if (!stream.hasRoot() || stream.getSchema().getFields().isEmpty()) {
      return Optional.empty();
    }
    BoundRows rows = new BoundRows(limits);
    if (!more) {
      query.bind(stream.getRoot()); // has no rows, but columns to be checked
    }
    for (; more; more = cancellation.next(stream)) {
      rows.add(stream.getRoot(), query);
    }
    return Optional.of(rows.runs);
  }

  private void add(VectorSchemaRoot batch, PreparedQuery query) {
    batch.getFieldVectors().forEach(SentVectors::check);
    bytes += bytes(batch.getFieldVectors());
    if (runs.size() + (long) batch.getRowCount() > limits.boundRows()) {
      throw exceeded(limits.boundRows() + " rows");
    }
    if (bytes > limits.boundBytes()) {
      throw exceeded(limits.boundBytes() + " bytes");
    }
    runs.addAll(query.bind(batch));
  }

  /**
   * What the values take when each has its own place. At least one byte for each: any number of
   * NULLs of no type is sent in none.
   */
  private static long bytes(List<FieldVector> vectors) {
    long sum = 0;
    for (FieldVector vector : vectors) {
      long own =
          vector instanceof BaseVariableWidthViewVector views
              ? viewed(views)
              : vector.getBufferSize();
      long inside = bytes(vector.getChildrenFromFields());
      sum += Math.max(vector.getValueCount(), Math.max(own, inside));
    }
    return sum;
  }

  /** Any number of views may be of the same bytes. */
  private static long viewed(BaseVariableWidthViewVector views) {
    return IntStream.range(0, views.getValueCount())
        .mapToLong(row -> Math.max(0, views.getValueLength(row)))
        .sum();
  }

  private static PitwallException exceeded(String limit) {
    return new PitwallException(
        ErrorCode.LIMIT_EXCEEDED,
        "more than " + limit + " of values were bound to one statement; bind fewer at once");
  }
}
