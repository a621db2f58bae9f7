package dev.pitwall.core.parameter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.IntervalDayVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * A column as a client sent it, in one representation for each family of types: {@link Long} or
 * {@link BigDecimal} for whole and decimal numbers, {@link Double} for floating ones, {@link Long}
 * microseconds for times and timestamps and days for dates, {@link String}, {@code byte[]}, {@link
 * List} for arrays, and for rows, of whose fields it is; a map is a list of its entries, which are
 * rows.
 *
 * @param read gives the value of a row that is not NULL; throws ArithmeticException for a time that
 *     is finer than a microsecond
 */
record SentColumn(FieldVector vector, IntFunction<Object> read) {
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long NANOS_PER_MICRO = 1_000;

  static SentColumn of(FieldVector vector) {
    return new SentColumn(vector, reader(vector));
  }

  /** The value of a row; null for NULL. */
  Object value(int row) {
    return vector.isNull(row) ? null : read.apply(row);
  }

  private static IntFunction<Object> reader(FieldVector vector) {
    if (vector instanceof UInt8Vector large) {
      return row -> new BigDecimal(large.getObjectNoOverflow(row));
    } else if (vector instanceof BaseIntVector whole) {
      return whole::getValueAsLong;
    } else if (vector instanceof FloatingPointVector floating) {
      return floating::getValueAsDouble;
    } else if (vector instanceof BitVector bits) {
      return row -> bits.get(row) != 0;
    } else if (vector instanceof StructVector struct) {
      List<SentColumn> fields =
          struct.getChildrenFromFields().stream().map(SentColumn::of).toList();
      return row -> fields.stream().map(field -> field.value(row)).toList();
    } else if (vector instanceof BaseListVector list) {
      SentColumn elements = of(list.getChildrenFromFields().get(0));
      return row -> elements.values(list.getElementStartIndex(row), list.getElementEndIndex(row));
    } else if (vector instanceof LargeListVector list) {
      SentColumn elements = of(list.getDataVector());
      return row ->
          elements.values(
              Math.toIntExact(list.getElementStartIndex(row)),
              Math.toIntExact(list.getElementEndIndex(row)));
    }
    return textOrTimeReader(vector);
  }

  private static IntFunction<Object> textOrTimeReader(FieldVector vector) {
    return switch (vector.getField().getType().getTypeID()) {
      case Utf8, LargeUtf8, Utf8View -> row -> vector.getObject(row).toString();
      case Date -> dateReader(vector);
      case Time -> timeReader(vector);
      case Timestamp -> timestampReader((TimeStampVector) vector);
      case Duration -> durationReader((DurationVector) vector);
      case Interval -> intervalReader(vector);
      default -> vector::getObject;
    };
  }

  private static IntFunction<Object> dateReader(FieldVector vector) {
    return vector instanceof DateDayVector days
        ? row -> (long) days.get(row)
        : row -> quotient(((DateMilliVector) vector).get(row), MILLIS_PER_DAY);
  }

  private static IntFunction<Object> timeReader(FieldVector vector) {
    if (vector instanceof TimeSecVector seconds) {
      return row -> micros(seconds.get(row), TimeUnit.SECOND);
    } else if (vector instanceof TimeMilliVector millis) {
      return row -> micros(millis.get(row), TimeUnit.MILLISECOND);
    } else if (vector instanceof TimeMicroVector micros) {
      return micros::get;
    }
    return row -> micros(((TimeNanoVector) vector).get(row), TimeUnit.NANOSECOND);
  }

  private static IntFunction<Object> timestampReader(TimeStampVector vector) {
    TimeUnit unit = ((ArrowType.Timestamp) vector.getField().getType()).getUnit();
    return row -> micros(vector.get(row), unit);
  }

  private static IntFunction<Object> durationReader(DurationVector vector) {
    return row -> micros(DurationVector.get(vector.getDataBuffer(), row), vector.getUnit());
  }

  private static IntFunction<Object> intervalReader(FieldVector vector) {
    if (vector instanceof IntervalYearVector months) {
      return row -> (long) months.get(row);
    } else if (vector instanceof IntervalDayVector days) {
      return row -> micros(days.getObject(row).toMillis(), TimeUnit.MILLISECOND);
    }
    return vector::getObject;
  }

  private List<Object> values(int from, int to) {
    List<Object> values = new ArrayList<>(to - from);
    for (int row = from; row < to; row++) {
      values.add(value(row));
    }
    return values;
  }

  private static long micros(long count, TimeUnit unit) {
    return switch (unit) {
      case SECOND -> Math.multiplyExact(count, 1_000_000L);
      case MILLISECOND -> Math.multiplyExact(count, 1_000L);
      case MICROSECOND -> count;
      case NANOSECOND -> quotient(count, NANOS_PER_MICRO);
    };
  }

  private static long quotient(long count, long length) {
    if (count % length != 0) {
      throw new ArithmeticException("it has a fraction");
    }
    return count / length;
  }
}
