package dev.pitwall.cli.format;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** The value of a cell as text, the way SQL would write it; arrays, maps and rows as JSON. */
public final class CellText {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd ").append(TIME).toFormatter();

  private CellText() {}

  /** The text of a value; null for NULL. A zoned timestamp is shown in UTC, with a Z. */
  public static String of(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (vector instanceof TimeStampMicroTZVector zoned) {
      return DATE_TIME.format(utc(zoned.get(row))) + "Z";
    }
    if (vector instanceof TimeStampMicroVector plain) {
      return DATE_TIME.format(utc(plain.get(row)));
    }
    if (vector instanceof TimeMicroVector time) {
      return TIME.format(utc(time.get(row)));
    }
    if (vector instanceof DateDayVector date) {
      return utc(0).toLocalDate().plusDays(date.get(row)).toString();
    }
    if (vector instanceof ListVector || vector instanceof StructVector) {
      return NestedText.of(vector, row);
    }
    return text(vector.getObject(row));
  }

  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value.toString();
  }

  private static LocalDateTime utc(long micros) {
    return LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
  }
}
