package dev.pitwall.delta;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Which version of a table is read: that of the query, else that of the table's options. */
final class TimeTravel {
  private TimeTravel() {}

  static SnapshotSelector selector(TableSource source, SnapshotSelector asked) {
    String version = source.options().get("version");
    String timestamp = source.options().get("timestamp");
    if (!(asked instanceof SnapshotSelector.Latest)) {
      return asked;
    } else if (version != null) {
      return new SnapshotSelector.AtVersion(number(version));
    } else if (timestamp != null) {
      return new SnapshotSelector.AtTimestamp(micros(timestamp));
    }
    return asked;
  }

  /** Fails for a table without versions, unless its only version is meant. */
  static void requireVersionZero(TableSource source, SnapshotSelector asked) {
    SnapshotSelector selector = selector(source, asked);
    boolean only =
        selector instanceof SnapshotSelector.Latest
            || (selector instanceof SnapshotSelector.AtVersion at && at.version() == 0);
    if (!only) {
      throw new PitwallException(
          ErrorCode.VERSION_NOT_FOUND, "'" + source.location() + "' has no versions but 0");
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE, "the option version is '" + text + "', not a number", e);
    }
  }

  private static long micros(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    } catch (DateTimeParseException e) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "the option timestamp is '" + text + "'; write it as 2026-01-31T12:00:00Z",
          e);
    }
  }
}
