package dev.pitwall.delta.log;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.types.Types;
import org.apache.arrow.vector.types.pojo.Field;

/** Delta's text form of partition values. */
public final class PartitionValues {
  private PartitionValues() {}

  /**
   * The value of a text: Long for integers, dates (days) and timestamps (microseconds), Double,
   * BigDecimal, Boolean, String, or bytes. Null is NULL, and so is an empty text, whatever the
   * type.
   */
  public static Object parse(Field field, String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return switch (Types.getMinorTypeForArrowType(field.getType())) {
        case TINYINT, SMALLINT, INT, BIGINT -> Long.valueOf(text);
        case FLOAT4, FLOAT8 -> real(text);
        case DECIMAL -> new BigDecimal(text);
        case BIT -> Boolean.valueOf(text);
        case DATEDAY -> LocalDate.parse(text).toEpochDay();
        case TIMESTAMPMICRO, TIMESTAMPMICROTZ -> micros(text);
        case VARBINARY -> text.getBytes(StandardCharsets.ISO_8859_1);
        default -> text;
      };
    } catch (RuntimeException e) {
      throw new PitwallException(
          ErrorCode.DATA_CORRUPT,
          "partition column " + field.getName() + " has the value '" + text + "'",
          e);
    }
  }

  /** Some writers spell infinity {@code inf}. */
  private static Double real(String text) {
    return Double.valueOf(text.endsWith("inf") ? text.replace("inf", "Infinity") : text);
  }

  /**
   * Microseconds since the epoch of {@code 2024-01-01T00:00:00Z} or {@code 2024-01-01 00:00:00}.
   */
  static long micros(String text) {
    String iso = text.replace(' ', 'T');
    boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 10;
    Instant instant =
        zoned
            ? OffsetDateTime.parse(iso).toInstant()
            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    // ChronoUnit.MICROS.between() counts nanoseconds, which end in 2262.
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /** The text of a value as {@link #parse} gives it; null for NULL. */
  public static String format(Field field, Object value) {
    if (value == null) {
      return null;
    }
    return switch (Types.getMinorTypeForArrowType(field.getType())) {
      case DATEDAY -> LocalDate.ofEpochDay((Long) value).toString();
      case TIMESTAMPMICRO, TIMESTAMPMICROTZ ->
          Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      default -> value.toString();
    };
  }
}
