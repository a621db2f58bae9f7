package dev.pitwall.testkit.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Values of the matrix as Java has them, and as its declaration writes them. */
final class JavaValues {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private JavaValues() {}

  /** A declared value, which may be null, as an object of java.lang, java.math or java.time. */
  static Object parse(String type, Object declared) {
    if (declared == null) {
      return null;
    }
    String text = declared.toString();
    return switch (type.replaceFirst("\\(.*", "")) {
      case "BOOLEAN" -> Boolean.valueOf(text);
      case "TINYINT" -> Byte.valueOf(text);
      case "SMALLINT" -> Short.valueOf(text);
      case "INTEGER" -> Integer.valueOf(text);
      case "BIGINT" -> Long.valueOf(text);
      case "REAL" -> Float.valueOf(text);
      case "DOUBLE" -> Double.valueOf(text);
      case "DECIMAL" -> new BigDecimal(text);
      case "VARCHAR" -> text;
      case "VARBINARY" -> HexFormat.of().parseHex(text);
      case "DATE" -> LocalDate.parse(text);
      case "TIMESTAMP" -> LocalDateTime.parse(text, CLOCK);
      case "TIMESTAMP_LTZ" -> Instant.parse(text.replace(' ', 'T'));
      default -> throw new IllegalArgumentException("there is no type " + type);
    };
  }

  /** The elements of a declared array, or null. */
  static Object[] parseArray(String elementType, Object declared) {
    return declared == null
        ? null
        : ((List<?>) declared).stream().map(element -> parse(elementType, element)).toArray();
  }

  /** A value as the declaration writes it. */
  static Object text(Object value) {
    if (value == null) {
      return null;
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof LocalDateTime clock) {
      return CLOCK.format(clock);
    } else if (value instanceof Instant moment) {
      return CLOCK.format(moment.atOffset(ZoneOffset.UTC)) + "Z";
    } else if (value instanceof Object[] elements) {
      return new ArrayList<>(Arrays.stream(elements).map(JavaValues::text).toList());
    }
    return value.toString();
  }

  /** Floating-point numbers have several texts that are one number; these are of Java. */
  static List<Object> canonical(MatrixColumn column, List<Object> values) {
    return values == null ? null : mapped(values, column.elementType());
  }

  private static List<Object> mapped(List<?> values, String type) {
    List<Object> mapped = new ArrayList<>();
    for (Object value : values) {
      mapped.add(value instanceof List<?> list ? mapped(list, type) : canonical(value, type));
    }
    return mapped;
  }

  private static Object canonical(Object value, String type) {
    if (!type.equals("REAL") && !type.equals("DOUBLE")) {
      return value;
    }
    try {
      return text(parse(type, value));
    } catch (NumberFormatException e) {
      return value; // is no number, but what went wrong
    }
  }
}
