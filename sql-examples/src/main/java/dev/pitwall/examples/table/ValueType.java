package dev.pitwall.examples.table;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** The types of the sample tables' columns: how a Java value is put into a vector. */
public enum ValueType {
  /** {@link String}, a VARCHAR. */
  TEXT(ArrowType.Utf8.INSTANCE) {
    @Override
    void set(FieldVector vector, int row, Object value) {
      ((VarCharVector) vector).setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
    }
  },
  /** {@link Integer}, an INTEGER. */
  INTEGER(new ArrowType.Int(32, true)) {
    @Override
    void set(FieldVector vector, int row, Object value) {
      ((IntVector) vector).setSafe(row, (Integer) value);
    }
  },
  /** {@link Double}, a DOUBLE. */
  DOUBLE(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)) {
    @Override
    void set(FieldVector vector, int row, Object value) {
      ((Float8Vector) vector).setSafe(row, (Double) value);
    }
  },
  /** {@link Boolean}, a BOOLEAN. */
  BOOLEAN(ArrowType.Bool.INSTANCE) {
    @Override
    void set(FieldVector vector, int row, Object value) {
      ((BitVector) vector).setSafe(row, (Boolean) value ? 1 : 0);
    }
  },
  /** {@link Instant}, a TIMESTAMP_LTZ(6). */
  INSTANT(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")) {
    @Override
    void set(FieldVector vector, int row, Object value) {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value);
      ((TimeStampMicroTZVector) vector).setSafe(row, micros);
    }
  };

  private final ArrowType arrowType;

  ValueType(ArrowType arrowType) {
    this.arrowType = arrowType;
  }

  ArrowType arrowType() {
    return arrowType;
  }

  /** Puts a value, not null, into a vector of this type. */
  abstract void set(FieldVector vector, int row, Object value);
}
