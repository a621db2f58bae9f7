package dev.pitwall.spi.model;

import java.util.Objects;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of a table or feature view.
 *
 * @param field name, Arrow type, children and nullability, as DESIGN's type table maps them
 * @param comment what the column means, for people; empty when nobody said
 */
public record ColumnSpec(Field field, String comment) {
  public ColumnSpec {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(comment, "comment");
  }

  public ColumnSpec(Field field) {
    this(field, "");
  }

  public String name() {
    return field.getName();
  }

  public ArrowType type() {
    return field.getType();
  }
}
