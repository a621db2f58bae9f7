package dev.pitwall.flight.metadata;

import java.sql.Types;
import java.util.List;
import java.util.OptionalInt;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** The types of SQL as metadata calls name them. */
enum SqlType {
  BOOLEAN(Types.BOOLEAN, 1),
  TINYINT(Types.TINYINT, 3),
  SMALLINT(Types.SMALLINT, 5),
  INTEGER(Types.INTEGER, 10),
  BIGINT(Types.BIGINT, 19),
  REAL(Types.REAL, 7),
  DOUBLE(Types.DOUBLE, 15),
  DECIMAL(Types.DECIMAL, 38),
  VARCHAR(Types.VARCHAR, Integer.MAX_VALUE),
  VARBINARY(Types.VARBINARY, Integer.MAX_VALUE),
  DATE(Types.DATE, 10),
  TIME(Types.TIME, 15),
  TIMESTAMP(Types.TIMESTAMP, 26),
  TIMESTAMP_LTZ(Types.TIMESTAMP_WITH_TIMEZONE, 32),
  INTERVAL(Types.OTHER, 0),
  ARRAY(Types.ARRAY, 0),
  MAP(Types.JAVA_OBJECT, 0),
  ROW(Types.STRUCT, 0);

  private final int jdbcType;
  private final int size;

  SqlType(int jdbcType, int size) {
    this.jdbcType = jdbcType;
    this.size = size;
  }

  /** The type of a column that has an Arrow type; a type we have no name for is VARBINARY. */
  static SqlType of(ArrowType type) {
    return switch (type.getTypeID()) {
      case Bool -> BOOLEAN;
      case Int -> ofWidth(((ArrowType.Int) type).getBitWidth());
      case FloatingPoint ->
          ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.DOUBLE
              ? DOUBLE
              : REAL;
      case Decimal -> DECIMAL;
      case Utf8, LargeUtf8, Utf8View -> VARCHAR;
      case Date -> DATE;
      case Time -> TIME;
      case Timestamp ->
          ((ArrowType.Timestamp) type).getTimezone() == null ? TIMESTAMP : TIMESTAMP_LTZ;
      case Interval, Duration -> INTERVAL;
      case List, LargeList, FixedSizeList -> ARRAY;
      case Map -> MAP;
      case Struct -> ROW;
      default -> VARBINARY;
    };
  }

  /** The number of {@link Types}. */
  int jdbcType() {
    return jdbcType;
  }

  /** The name in SQL. */
  String sqlName() {
    return this == TIMESTAMP_LTZ ? "TIMESTAMP WITH LOCAL TIME ZONE" : name();
  }

  /** Digits or characters at most; empty where that has no meaning. */
  OptionalInt size() {
    return size == 0 ? OptionalInt.empty() : OptionalInt.of(size);
  }

  /** What may be written in parentheses after the name. */
  List<String> parameters() {
    return switch (this) {
      case DECIMAL -> List.of("precision", "scale");
      case VARCHAR, VARBINARY -> List.of("length");
      case TIMESTAMP, TIMESTAMP_LTZ -> List.of("precision");
      default -> List.of();
    };
  }

  boolean isExactNumber() {
    return switch (this) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> true;
      default -> false;
    };
  }

  boolean isNumber() {
    return isExactNumber() || this == REAL || this == DOUBLE;
  }

  private static SqlType ofWidth(int bits) {
    return switch (bits) {
      case 8 -> TINYINT;
      case 16 -> SMALLINT;
      case 32 -> INTEGER;
      default -> BIGINT;
    };
  }
}
