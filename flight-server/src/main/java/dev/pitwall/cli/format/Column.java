package dev.pitwall.cli.format;

import java.util.Objects;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** A column as it is shown. */
public record Column(String name, Alignment alignment) {
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(alignment, "alignment");
  }

  /** Numbers stand right, all else left. */
  public static Column of(Field field) {
    ArrowType type = field.getType();
    boolean number =
        type instanceof ArrowType.Int
            || type instanceof ArrowType.FloatingPoint
            || type instanceof ArrowType.Decimal;
    return new Column(field.getName(), number ? Alignment.RIGHT : Alignment.LEFT);
  }

  /** The side on which a cell is padded away from. */
  public enum Alignment {
    LEFT,
    RIGHT
  }
}
