package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** How a column is called and what its values are, by its Arrow type. */
enum ColumnType {
  BOOLEAN(Types.BOOLEAN, Boolean.class, 1, 5),
  TINYINT(Types.TINYINT, Byte.class, 3, 4),
  SMALLINT(Types.SMALLINT, Short.class, 5, 6),
  INTEGER(Types.INTEGER, Integer.class, 10, 11),
  BIGINT(Types.BIGINT, Long.class, 19, 20),
  REAL(Types.REAL, Float.class, 7, 15),
  DOUBLE(Types.DOUBLE, Double.class, 15, 25),
  DECIMAL(Types.DECIMAL, BigDecimal.class, 38, 40),
  VARCHAR(Types.VARCHAR, String.class, Integer.MAX_VALUE, Integer.MAX_VALUE),
  VARBINARY(Types.VARBINARY, byte[].class, Integer.MAX_VALUE, Integer.MAX_VALUE),
  DATE(Types.DATE, Date.class, 10, 10),
  TIME(Types.TIME, Time.class, 15, 15),
  TIMESTAMP(Types.TIMESTAMP, Timestamp.class, 26, 26),
  TIMESTAMP_LTZ(Types.TIMESTAMP_WITH_TIMEZONE, Timestamp.class, 32, 32),
  ARRAY(Types.ARRAY, Array.class, 0, Integer.MAX_VALUE),
  MAP(Types.JAVA_OBJECT, Map.class, 0, Integer.MAX_VALUE),
  ROW(Types.JAVA_OBJECT, Map.class, 0, Integer.MAX_VALUE),
  OTHER(Types.OTHER, Object.class, 0, Integer.MAX_VALUE);

  private static final int MICROSECOND_DIGITS = 6;

  private final int jdbcType;
  private final Class<?> valueClass;
  private final int precision;
  private final int width;

  ColumnType(int jdbcType, Class<?> valueClass, int precision, int width) {
    this.jdbcType = jdbcType;
    this.valueClass = valueClass;
    this.precision = precision;
    this.width = width;
  }

  static ColumnType of(ArrowType type) {
    return switch (type.getTypeID()) {
      case Bool -> BOOLEAN;
      case Int -> ofWidth(((ArrowType.Int) type).getBitWidth());
      case FloatingPoint ->
          ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.DOUBLE
              ? DOUBLE
              : REAL;
      case Decimal -> DECIMAL;
      case Utf8, LargeUtf8 -> VARCHAR;
      case Binary, LargeBinary, FixedSizeBinary -> VARBINARY;
      case Date -> DATE;
      case Time -> TIME;
      case Timestamp ->
          ((ArrowType.Timestamp) type).getTimezone() == null ? TIMESTAMP : TIMESTAMP_LTZ;
      case List, LargeList, FixedSizeList -> ARRAY;
      case Map -> MAP;
      case Struct -> ROW;
      default -> OTHER;
    };
  }

  /** The type that has a name in SQL, with or without a length in parentheses. */
  static ColumnType named(String name) throws SQLException {
    String plain = name.replaceFirst("\\s*\\(.*\\)", "").strip();
    for (ColumnType type : values()) {
      if (type.sqlName().equalsIgnoreCase(plain) || type.name().equalsIgnoreCase(plain)) {
        return type;
      }
    }
    throw SqlErrors.data("there is no type " + name + " of SQL");
  }

  /** The number of {@link Types}. */
  int jdbcType() {
    return jdbcType;
  }

  /** The name in SQL. */
  String sqlName() {
    return this == TIMESTAMP_LTZ ? "TIMESTAMP WITH LOCAL TIME ZONE" : name();
  }

  /** What {@code getObject} gives. */
  Class<?> valueClass() {
    return valueClass;
  }

  int precision(ArrowType type) {
    return type instanceof ArrowType.Decimal decimal ? decimal.getPrecision() : precision;
  }

  int scale(ArrowType type) {
    return switch (this) {
      case DECIMAL -> ((ArrowType.Decimal) type).getScale();
      case TIME, TIMESTAMP, TIMESTAMP_LTZ -> MICROSECOND_DIGITS;
      default -> 0;
    };
  }

  /** Characters at most. */
  int width(ArrowType type) {
    return type instanceof ArrowType.Decimal decimal ? decimal.getPrecision() + 2 : width;
  }

  boolean isSigned() {
    return switch (this) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
      default -> false;
    };
  }

  private static ColumnType ofWidth(int bits) {
    return switch (bits) {
      case 8 -> TINYINT;
      case 16 -> SMALLINT;
      case 32 -> INTEGER;
      default -> BIGINT;
    };
  }
}
