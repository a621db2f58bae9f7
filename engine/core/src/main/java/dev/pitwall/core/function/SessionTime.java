package dev.pitwall.core.function;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.apache.calcite.DataContext;

/**
 * What depends on the statement: its clock, its time zone, its user. Instants are microseconds
 * since the epoch in UTC, local times microseconds since 1970-01-01 00:00:00 on the wall clock.
 */
public final class SessionTime {
  private static final long MICROS_PER_SECOND = TimeFields.MICROS_PER_SECOND;

  private SessionTime() {}

  /** The statement's start, as an instant. */
  public static long statementInstant(DataContext statement) {
    return (Long) statement.get(StatementContext.NOW);
  }

  /** The statement's start on the session's wall clock: CURRENT_TIMESTAMP. */
  public static long statementTimestamp(DataContext statement) {
    return instantTimestamp(statementInstant(statement), statement);
  }

  /** A time of day, today on the session's wall clock. */
  public static long timeToday(long time, DataContext statement) {
    return statementTimestamp(statement)
        - TimeFields.timestampTime(statementTimestamp(statement))
        + time;
  }

  /** The session's user. */
  public static String sessionUser(DataContext statement) {
    return (String) statement.get(StatementContext.USER);
  }

  /** What the session's wall clock shows at an instant. */
  public static long instantTimestamp(long instant, DataContext statement) {
    return timestampAt(instant, zone(statement));
  }

  /** What a zone's wall clock shows at an instant. */
  public static long timestampAt(long instant, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset =
        rules.isFixedOffset()
            ? rules.getOffset(Instant.EPOCH)
            : rules.getOffset(Instant.ofEpochSecond(Math.floorDiv(instant, MICROS_PER_SECOND)));
    return TimestampArithmetic.plusMicros(instant, offset.getTotalSeconds() * MICROS_PER_SECOND);
  }

  /**
   * The instant at which the session's wall clock shows a timestamp: the earlier of two where the
   * clock is set back; where it is set forward and skips the timestamp, as much later.
   */
  public static long timestampInstant(long timestamp, DataContext statement) {
    return instantAt(timestamp, zone(statement));
  }

  /** The instant at which a zone's wall clock shows a timestamp; as {@link #timestampInstant}. */
  public static long instantAt(long timestamp, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset =
        rules.isFixedOffset()
            ? rules.getOffset(Instant.EPOCH)
            : rules.getOffset(wallClock(timestamp));
    return TimestampArithmetic.minusMicros(timestamp, offset.getTotalSeconds() * MICROS_PER_SECOND);
  }

  private static LocalDateTime wallClock(long timestamp) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(timestamp, MICROS_PER_SECOND), 0, ZoneOffset.UTC);
  }

  static ZoneId zone(DataContext statement) {
    return (ZoneId) statement.get(StatementContext.TIME_ZONE);
  }
}
