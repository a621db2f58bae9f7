package dev.pitwall.flight.statement;

import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The types of parameters as clients are told them: timestamps and times in milliseconds, though
 * other units may be bound. The stock JDBC driver puts its milliseconds into a vector of the unit
 * that it was told, unconverted.
 */
final class AnnouncedParameters {
  private static final int TIME_BITS = 32;

  private AnnouncedParameters() {}

  /** The parameters with the types that clients should send. */
  static Schema of(Schema parameters) {
    return new Schema(parameters.getFields().stream().map(AnnouncedParameters::of).toList());
  }

  private static Field of(Field parameter) {
    FieldType type = new FieldType(parameter.isNullable(), of(parameter.getType()), null);
    return new Field(parameter.getName(), type, parameter.getChildren());
  }

  private static ArrowType of(ArrowType type) {
    if (type instanceof ArrowType.Timestamp timestamp) {
      return new ArrowType.Timestamp(TimeUnit.MILLISECOND, timestamp.getTimezone());
    }
    return type instanceof ArrowType.Time
        ? new ArrowType.Time(TimeUnit.MILLISECOND, TIME_BITS)
        : type;
  }
}
