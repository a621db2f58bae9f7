package dev.pitwall.examples.table;

import java.util.Objects;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of a sample table.
 *
 * @param value what a row has there, of the Java class that the type names; null for NULL
 * @param <R> the rows
 */
public record SampleColumn<R>(String name, ValueType type, Function<R, Object> value) {
  public SampleColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(value, "value");
  }

  Field field() {
    return Field.nullable(name, type.arrowType());
  }
}
