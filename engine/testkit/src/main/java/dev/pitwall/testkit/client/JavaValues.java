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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of the matrix as Java has them, and as its declaration writes them. */
final class JavaValues {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private JavaValues() {}

  /**
   * A declared value, which may be null, as an object of java.lang, java.math or java.time, or an
   * array of them.
   */
  static Object parse(MatrixType type, Object declared) {
    if (declared instanceof List<?> elements) {
      return elements.stream().map(element -> parse(type.element(), element)).toArray();
    }
    return declared == null ? null : parse(type.name(), declared.toString());
  }

  private static Object parse(String type, String text) {
    return switch (type) {
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
    } else if (value instanceof Map<?, ?> members) {
      Map<String, Object> texts = new LinkedHashMap<>();
      members.forEach((key, member) -> texts.put(String.valueOf(text(key)), text(member)));
      return texts;
    }
    return value.toString();
  }

  /** Floating-point numbers have several texts that are one number; these are of Java. */
  static List<Object> canonical(MatrixColumn column, List<Object> values) {
    return values == null ? null : mapped(values, column.sqlType());
  }

  private static List<Object> mapped(List<?> values, MatrixType type) {
    List<Object> mapped = new ArrayList<>();
    values.forEach(value -> mapped.add(canonical(type, value)));
    return mapped;
  }

  private static Map<String, Object> mapped(Map<?, ?> members, MatrixType type) {
    Map<String, Object> mapped = new LinkedHashMap<>();
    members.forEach(
        (key, member) -> {
          String name = (String) key;
          mapped.put(name, canonical(type.valueOf(name), member));
        });
    return mapped;
  }

  private static Object canonical(MatrixType type, Object value) {
    if (value instanceof List<?> elements) {
      return mapped(elements, type.element());
    } else if (value instanceof Map<?, ?> members) {
      return mapped(members, type);
    } else if (value == null || !type.isFloat()) {
      return value;
    }
    try {
      return text(parse(type, value));
    } catch (NumberFormatException e) {
      return value; // is no number, but what went wrong
    }
  }
}
