package dev.pitwall.delta.parquet.decode;

import dev.pitwall.delta.parquet.encoding.CorruptPageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Finds the columns of a table in a file, and tells whether they have the values that the table
 * says. The file may be older than a wider type of the table; and numbers of a wider one are looked
 * at, one by one, when they are read.
 */
public final class FileColumns {
  private static final String ID = "id";

  private FileColumns() {}

  /**
   * What a field carries that is found by a number, where the file has numbers, not by its name.
   */
  public static Map<String, String> metadata(long id) {
    return Map.of(ID, Long.toString(id));
  }

  /**
   * The column that a field stands for; empty where the file has none.
   *
   * @param wanted with the names that files have, and {@link #metadata} where those do not count
   * @throws CorruptPageException when several columns may be meant
   */
  public static Optional<Type> find(GroupType stored, Field wanted) {
    List<Type> found = candidates(stored.getFields(), Function.identity(), wanted);
    if (found.size() > 1) {
      throw new CorruptPageException(
          "the columns %s and %s may both be %s"
              .formatted(found.get(0).getName(), found.get(1).getName(), wanted.getName()));
    }
    return found.stream().findFirst();
  }

  /**
   * Those columns of a file that a field may stand for. Neither SQL nor Delta tells columns apart
   * by case, and other writers may not keep it; but the exact name comes first.
   */
  public static <C> List<C> candidates(List<C> columns, Function<C, Type> type, Field wanted) {
    List<C> exact = columns.stream().filter(each -> isOf(type.apply(each), wanted)).toList();
    return exact.isEmpty()
        ? columns.stream().filter(each -> isInOtherCase(type.apply(each), wanted)).toList()
        : exact.subList(0, 1);
  }

  private static boolean isOf(Type stored, Field wanted) {
    return isFoundByName(stored, wanted)
        ? stored.getName().equals(wanted.getName())
        : wanted.getMetadata().get(ID).equals(Integer.toString(stored.getId().intValue()));
  }

  private static boolean isInOtherCase(Type stored, Field wanted) {
    return isFoundByName(stored, wanted) && stored.getName().equalsIgnoreCase(wanted.getName());
  }

  private static boolean isFoundByName(Type stored, Field wanted) {
    return wanted.getMetadata().get(ID) == null || stored.getId() == null;
  }

  /** Whether the values of a column of a file, or within one, are those of a field. */
  public static boolean isReadable(Type stored, Field wanted) {
    return !stored.isRepetition(Type.Repetition.REPEATED) && holds(stored, wanted);
  }

  private static boolean holds(Type stored, Field wanted) {
    return switch (wanted.getType().getTypeID()) {
      case List -> isRepeating(stored) && isElement(stored.asGroupType(), child(wanted, 0));
      case Map -> isRepeating(stored) && isEntry(stored.asGroupType(), child(wanted, 0));
      case Struct -> !stored.isPrimitive() && isStruct(stored.asGroupType(), wanted.getChildren());
      default -> stored.isPrimitive() && isScalar(stored.asPrimitiveType(), wanted.getType());
    };
  }

  private static boolean isRepeating(Type stored) {
    return !stored.isPrimitive()
        && stored.asGroupType().getFieldCount() == 1
        && stored.asGroupType().getType(0).isRepetition(Type.Repetition.REPEATED);
  }

  private static boolean isElement(GroupType list, Field element) {
    return holds(Converters.element(list), element);
  }

  private static boolean isEntry(GroupType map, Field entry) {
    Type stored = map.getType(0);
    return !stored.isPrimitive()
        && stored.asGroupType().getFieldCount() == entry.getChildren().size()
        && isReadable(stored.asGroupType().getType(0), child(entry, 0))
        && isReadable(stored.asGroupType().getType(1), child(entry, 1));
  }

  /** What the table does not know of is passed over, and what the file does not have is NULL. */
  private static boolean isStruct(GroupType stored, List<Field> wanted) {
    return wanted.stream()
        .allMatch(field -> find(stored, field).map(type -> isReadable(type, field)).orElse(true));
  }

  private static boolean isScalar(PrimitiveType stored, ArrowType wanted) {
    return ParquetFields.problem(stored).isEmpty()
        && (isText(stored, wanted) || isWidened(ParquetFields.scalar(stored), wanted));
  }

  /** Some writers leave texts unmarked. */
  private static boolean isText(PrimitiveType stored, ArrowType wanted) {
    LogicalTypeAnnotation annotation = stored.getLogicalTypeAnnotation();
    return wanted instanceof ArrowType.Utf8
        && stored.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && (annotation == null
            || annotation instanceof EnumLogicalTypeAnnotation
            || annotation instanceof JsonLogicalTypeAnnotation);
  }

  private static boolean isWidened(ArrowType stored, ArrowType wanted) {
    if (stored instanceof ArrowType.Int) {
      return wanted instanceof ArrowType.Int
          || wanted instanceof ArrowType.Decimal
          || isDouble(wanted);
    } else if (stored instanceof ArrowType.Decimal) {
      return wanted instanceof ArrowType.Decimal;
    } else if (stored instanceof ArrowType.FloatingPoint) {
      return stored.equals(wanted) || isDouble(wanted);
    } else if (stored instanceof ArrowType.Date) {
      return stored.equals(wanted)
          || (wanted instanceof ArrowType.Timestamp time && time.getTimezone() == null);
    } else if (stored instanceof ArrowType.Timestamp) {
      return wanted instanceof ArrowType.Timestamp;
    } else if (stored instanceof ArrowType.Utf8) {
      return stored.equals(wanted) || wanted instanceof ArrowType.Binary;
    }
    return stored.equals(wanted);
  }

  private static boolean isDouble(ArrowType type) {
    return type instanceof ArrowType.FloatingPoint number
        && number.getPrecision() == FloatingPointPrecision.DOUBLE;
  }

  private static Field child(Field field, int number) {
    return field.getChildren().get(number);
  }
}
