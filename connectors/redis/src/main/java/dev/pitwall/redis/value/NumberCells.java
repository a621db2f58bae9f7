package dev.pitwall.redis.value;

import dev.pitwall.redis.wire.MalformedBytesException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;

/** Writes numbers and times into vectors, if they fit. */
public final class NumberCells {
  private static final int LONGEST_DECIMAL = 200;

  private NumberCells() {}

  /** Writes an integer into a vector of its type or a wider one. */
  public static void setInteger(FieldVector vector, int row, long integer) {
    if (vector instanceof BigIntVector longs) {
      longs.setSafe(row, integer);
    } else if (vector instanceof IntVector ints && (int) integer == integer) {
      ints.setSafe(row, (int) integer);
    } else if (vector instanceof SmallIntVector shorts && (short) integer == integer) {
      shorts.setSafe(row, (short) integer);
    } else if (vector instanceof TinyIntVector bytes && (byte) integer == integer) {
      bytes.setSafe(row, (byte) integer);
    } else {
      throw new MalformedBytesException("the integer is out of the type's range");
    }
  }

  /** Writes a decimal number from its text, at the vector's scale. */
  public static void setDecimal(DecimalVector vector, int row, String text) {
    try {
      // Before any arithmetic: 1E+999999999 written out would fill the memory.
      if (text.length() > LONGEST_DECIMAL) {
        throw new MalformedBytesException("the decimal number is too long");
      }
      BigDecimal number = new BigDecimal(text);
      int integerDigits = Math.max(0, number.precision() - number.scale());
      if (number.signum() != 0 && integerDigits > vector.getPrecision() - vector.getScale()) {
        throw new MalformedBytesException("the decimal number is out of the type's range");
      }
      BigDecimal scaled =
          number.signum() == 0
              ? BigDecimal.ZERO.setScale(vector.getScale())
              : number.setScale(vector.getScale(), RoundingMode.UNNECESSARY);
      vector.setSafe(row, scaled);
    } catch (NumberFormatException e) {
      throw new MalformedBytesException("the text is no decimal number", e);
    } catch (ArithmeticException e) {
      throw new MalformedBytesException("the decimal number has too many digits", e);
    }
  }

  /** A timestamp in microseconds. */
  public static long micros(long seconds, long rest) {
    try {
      long whole = seconds < 0 ? seconds + 1 : seconds;
      long remainder = seconds < 0 ? rest - EpochTime.MICROS_A_SECOND : rest;
      return Math.addExact(Math.multiplyExact(whole, EpochTime.MICROS_A_SECOND), remainder);
    } catch (ArithmeticException e) {
      throw new MalformedBytesException("the timestamp is out of range", e);
    }
  }

  /** A date in days, from a time that is midnight. */
  public static int day(long seconds, long rest) {
    long day = Math.floorDiv(seconds, EpochTime.SECONDS_A_DAY);
    if (rest != 0 || day * EpochTime.SECONDS_A_DAY != seconds || (int) day != day) {
      throw new MalformedBytesException("the time is no date");
    }
    return (int) day;
  }
}
