package dev.pitwall.jdbc.result;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.arrow.driver.jdbc.accessor.ArrowFlightJdbcAccessorFactory;
import org.apache.arrow.driver.jdbc.accessor.ArrowFlightJdbcAccessorFactory.WasNullConsumer;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.calcite.avatica.util.Cursor.Accessor;

/** Walks over a batch, whose owner frees it. */
final class BatchCursor {
  private final VectorSchemaRoot batch;
  private int row = -1;
  private boolean wasNull;

  BatchCursor(VectorSchemaRoot batch) {
    this.batch = batch;
  }

  boolean next() {
    row++;
    return row < batch.getRowCount();
  }

  /** Whether the value that was read last is NULL. */
  boolean wasNull() {
    return wasNull;
  }

  /** What reads each column at the row where the cursor is. */
  List<Accessor> accessors() {
    List<Accessor> accessors = new ArrayList<>();
    WasNullConsumer consumer = isNull -> wasNull = isNull;
    batch.getFieldVectors().forEach(v -> accessors.add(accessor(v, () -> row, consumer)));
    return accessors;
  }

  /** What reads a vector at a row that moves. */
  static Accessor accessor(FieldVector vector, IntSupplier row, WasNullConsumer consumer) {
    if (vector instanceof TimeStampVector timestamps) {
      return new TimestampAccessor(timestamps, row, consumer);
    }
    if (vector instanceof DateDayVector dates) {
      return new DateAccessor(dates, row, consumer);
    }
    if (vector instanceof TimeMicroVector times) {
      return new TimeAccessor(times, row, consumer);
    }
    if (isNested(vector)) {
      return new NestedAccessor(vector, row, consumer);
    }
    return ArrowFlightJdbcAccessorFactory.createAccessor(vector, row, consumer);
  }

  /** A map is a list, too. */
  private static boolean isNested(FieldVector vector) {
    return vector instanceof ListVector
        || vector instanceof LargeListVector
        || vector instanceof FixedSizeListVector
        || vector instanceof StructVector;
  }
}
