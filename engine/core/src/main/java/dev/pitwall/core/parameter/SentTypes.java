package dev.pitwall.core.parameter;

import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The columns of a table that is made of what a client sent: of SQL types, all nullable. */
public final class SentTypes {
  private static final int LARGEST_PRECISION = 38;
  private static final int UNSIGNED_LONG_DIGITS = 20;

  private SentTypes() {}

  /**
   * The columns that hold what was sent, but for fractions of a microsecond.
   *
   * @throws PitwallException INVALID_STATEMENT when there are none or one has no name;
   *     DUPLICATE_COLUMN for a name that comes twice, in any case; UNSUPPORTED_TYPE for a type that
   *     SQL lacks
   */
  public static Schema of(Schema sent) {
    checkNames(sent);
    return new Schema(sent.getFields().stream().map(SentTypes::column).toList());
  }

  private static void checkNames(Schema sent) {
    if (sent.getFields().isEmpty()) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT, "rows without columns were sent; send at least one column");
    }
    Set<String> names = new HashSet<>();
    for (Field field : sent.getFields()) {
      if (field.getName() == null || field.getName().isEmpty()) {
        throw new PitwallException(
            ErrorCode.INVALID_STATEMENT, "a column without a name was sent; name it");
      }
      if (!names.add(field.getName().toLowerCase(Locale.ROOT))) {
        throw new PitwallException(
            ErrorCode.DUPLICATE_COLUMN,
            "column " + field.getName() + " was sent twice; names are the same in any case");
      }
    }
  }

  private static Field column(Field sent) {
    try {
      return nullable(sent.getName(), sent);
    } catch (UnsupportedOperationException e) {
      throw new PitwallException(
          ErrorCode.UNSUPPORTED_TYPE,
          "column "
              + sent.getName()
              + " was sent as "
              + SqlTypeNames.of(sent)
              + (sent.getDictionary() == null ? "" : " in a dictionary")
              + ", which SQL lacks; send another type",
          e);
    }
  }

  private static Field nullable(String name, Field sent) {
    return new Field(name, FieldType.nullable(type(sent)), children(sent));
  }

  private static ArrowType type(Field sent) {
    if (sent.getDictionary() != null) {
      throw new UnsupportedOperationException();
    }
    return switch (sent.getType().getTypeID()) {
      case Bool, Struct -> sent.getType();
      case Map -> new ArrowType.Map(false);
      case Int -> integer((ArrowType.Int) sent.getType());
      case FloatingPoint -> floating((ArrowType.FloatingPoint) sent.getType());
      case Decimal -> decimal((ArrowType.Decimal) sent.getType());
      case Null, Utf8, LargeUtf8, Utf8View -> ArrowType.Utf8.INSTANCE;
      case Binary, LargeBinary, BinaryView, FixedSizeBinary -> ArrowType.Binary.INSTANCE;
      case Date -> new ArrowType.Date(DateUnit.DAY);
      case Time -> new ArrowType.Time(TimeUnit.MICROSECOND, Long.SIZE);
      case Timestamp -> timestamp((ArrowType.Timestamp) sent.getType());
      case Duration -> new ArrowType.Duration(TimeUnit.MICROSECOND);
      case Interval -> interval((ArrowType.Interval) sent.getType());
      case List, LargeList, FixedSizeList -> ArrowType.List.INSTANCE;
      default -> throw new UnsupportedOperationException();
    };
  }

  private static List<Field> children(Field sent) {
    List<Field> children = sent.getChildren();
    return switch (sent.getType().getTypeID()) {
      case List, LargeList, FixedSizeList -> List.of(nullable("element", children.get(0)));
      case Struct -> children.stream().map(child -> nullable(child.getName(), child)).toList();
      case Map -> List.of(entries(children.get(0).getChildren()));
      default -> List.of();
    };
  }

  private static Field entries(List<Field> keyAndValue) {
    Field key = keyAndValue.get(0);
    return new Field(
        "entries",
        FieldType.notNullable(ArrowType.Struct.INSTANCE),
        List.of(
            new Field("key", FieldType.notNullable(type(key)), children(key)),
            nullable("value", keyAndValue.get(1))));
  }

  private static ArrowType integer(ArrowType.Int sent) {
    if (sent.getIsSigned()) {
      return sent;
    }
    return sent.getBitWidth() == Long.SIZE
        ? new ArrowType.Decimal(UNSIGNED_LONG_DIGITS, 0, 128)
        : new ArrowType.Int(2 * sent.getBitWidth(), true);
  }

  private static ArrowType floating(ArrowType.FloatingPoint sent) {
    return sent.getPrecision() == FloatingPointPrecision.HALF
        ? new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)
        : sent;
  }

  private static ArrowType decimal(ArrowType.Decimal sent) {
    // A negative scale is of whole numbers that end in so many zeros.
    int zeros = Math.max(0, -sent.getScale());
    if (sent.getPrecision() + zeros > LARGEST_PRECISION) {
      throw new UnsupportedOperationException();
    }
    return new ArrowType.Decimal(sent.getPrecision() + zeros, sent.getScale() + zeros, 128);
  }

  private static ArrowType timestamp(ArrowType.Timestamp sent) {
    return new ArrowType.Timestamp(TimeUnit.MICROSECOND, sent.getTimezone() == null ? null : "UTC");
  }

  private static ArrowType interval(ArrowType.Interval sent) {
    return switch (sent.getUnit()) {
      case YEAR_MONTH -> sent;
      case DAY_TIME -> new ArrowType.Duration(TimeUnit.MICROSECOND);
      case MONTH_DAY_NANO -> throw new UnsupportedOperationException();
    };
  }
}
