package dev.pitwall.examples.flights;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The columns that the tables of the demo are made of, and the times in them. */
final class Columns {
  private Columns() {}

  static Field text(String name) {
    return Field.nullable(name, ArrowType.Utf8.INSTANCE);
  }

  static Field integer(String name) {
    return Field.nullable(name, new ArrowType.Int(Integer.SIZE, /* isSigned= */ true));
  }

  static Field real(String name) {
    return Field.nullable(name, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
  }

  static Field flag(String name) {
    return Field.nullable(name, ArrowType.Bool.INSTANCE);
  }

  /** A TIMESTAMP_LTZ(6). */
  static Field timestamp(String name) {
    return Field.nullable(name, new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
  }

  /** The value of a timestamp column. */
  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
