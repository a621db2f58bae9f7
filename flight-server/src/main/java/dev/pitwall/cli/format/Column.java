package dev.pitwall.cli.format;

import java.util.Objects;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** A column as it is shown. */
public record Column(String name, Kind kind) {
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
  }

  /** The column of a field. */
  public static Column of(Field field) {
    return new Column(field.getName(), kind(field.getType()));
  }

  /** Whether cells are padded on their left: numbers stand right, all else left. */
  boolean isRight() {
    return kind == Kind.NUMBER;
  }

  /**
   * Whether the text of a cell is a value of JSON as it stands; all else is a text there, also what
   * JSON has no word for.
   *
   * @param cell not null
   */
  boolean isJson(String cell) {
    return switch (kind) {
      case NUMBER -> !cell.equals("NaN") && !cell.endsWith("Infinity");
      case BOOLEAN, NESTED -> true;
      case TEXT -> false;
    };
  }

  private static Kind kind(ArrowType type) {
    if (type instanceof ArrowType.Int
        || type instanceof ArrowType.FloatingPoint
        || type instanceof ArrowType.Decimal) {
      return Kind.NUMBER;
    } else if (type instanceof ArrowType.Bool) {
      return Kind.BOOLEAN;
    }
    return type.isComplex() ? Kind.NESTED : Kind.TEXT;
  }

  /** What the values of a column are. */
  public enum Kind {
    NUMBER,
    BOOLEAN,
    /** Arrays, maps and rows, whose text is JSON. */
    NESTED,
    TEXT
  }
}
