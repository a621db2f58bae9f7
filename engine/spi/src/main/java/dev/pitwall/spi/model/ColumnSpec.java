package dev.pitwall.spi.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of a table or feature view.
 *
 * @param field name, Arrow type, children and nullability
 * @param comment what the column means, for people; empty when nobody said
 */
public record ColumnSpec(Field field, String comment) {
  public ColumnSpec {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(comment, "comment");
  }

  /** A column of which nobody said what it means. */
  public ColumnSpec(Field field) {
    this(field, "");
  }

  /** The column of that name among some, in any case; empty when there is none. */
  public static Optional<ColumnSpec> find(List<ColumnSpec> columns, String name) {
    return columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
  }

  public String name() {
    return field.getName();
  }

  public ArrowType type() {
    return field.getType();
  }
}
