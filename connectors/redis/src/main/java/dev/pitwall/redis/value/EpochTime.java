package dev.pitwall.redis.value;

import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;

/** Dates and timestamps as microseconds since the epoch, and those as seconds and a rest. */
public final class EpochTime {
  static final long MICROS_A_SECOND = 1_000_000;

  /** The seconds that Feast writes for a timestamp that is NULL. */
  static final long NULL_SECONDS = Long.MIN_VALUE;

  static final long SECONDS_A_DAY = 86_400;
  private static final long MICROS_A_DAY = SECONDS_A_DAY * MICROS_A_SECOND;

  private EpochTime() {}

  /** Whether a vector holds dates or timestamps. */
  public static boolean isTime(FieldVector vector) {
    return vector instanceof TimeStampVector || vector instanceof DateDayVector;
  }

  /** A value of such a vector, which is not NULL. */
  public static long micros(FieldVector vector, int row) {
    return vector instanceof DateDayVector dates
        ? dates.get(row) * MICROS_A_DAY
        : ((TimeStampVector) vector).get(row);
  }

  /** The whole seconds, rounded down. */
  public static long seconds(long micros) {
    return Math.floorDiv(micros, MICROS_A_SECOND);
  }

  /** The microseconds within the second. */
  public static long rest(long micros) {
    return Math.floorMod(micros, MICROS_A_SECOND);
  }
}
