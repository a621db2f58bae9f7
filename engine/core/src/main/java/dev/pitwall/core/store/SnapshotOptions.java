package dev.pitwall.core.store;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.TableSnapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the options of a table that say which version of it is meant. */
public final class SnapshotOptions {
  /** A version's number. */
  public static final String VERSION = "version";

  /** A moment: the newest version committed by then. */
  public static final String TIMESTAMP = "timestamp";

  /** The names of both. */
  public static final List<String> NAMES = List.of(TIMESTAMP, VERSION);

  /** Which table was recorded at a place; users cannot name it. */
  private static final String TABLE = "table_id";

  /** A date and time, with {@code T} or a space between; UTC unless it names an offset. */
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private SnapshotOptions() {}

  /**
   * The version that a table's options mean; the latest when they name none.
   *
   * @throws PitwallException INVALID_VALUE when the number or the moment is none
   */
  public static SnapshotSelector selector(TableSource source) {
    String version = source.options().get(VERSION);
    String timestamp = source.options().get(TIMESTAMP);
    if (version != null && timestamp != null) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT, "version and timestamp both say which version; keep one");
    }
    if (version != null) {
      return new SnapshotSelector.AtVersion(number(version));
    }
    return timestamp == null
        ? new SnapshotSelector.Latest()
        : new SnapshotSelector.AtTimestamp(micros(timestamp));
  }

  /**
   * A source as of one version.
   *
   * @param option {@link #VERSION} or {@link #TIMESTAMP}, in place of either that the source has
   */
  public static TableSource pinned(TableSource source, String option, String value) {
    Map<String, String> options = new HashMap<>(source.options());
    options.keySet().removeAll(NAMES);
    options.put(option, value);
    return new TableSource(source.format(), source.location(), options);
  }

  /** A source as of the version of a snapshot, and of no other table at its place. */
  public static TableSource recorded(TableSource source, TableSnapshot snapshot) {
    TableSource pinned = pinned(source, VERSION, Long.toString(snapshot.version()));
    Map<String, String> options = new HashMap<>(pinned.options());
    options.put(TABLE, snapshot.tableId());
    return new TableSource(source.format(), source.location(), options);
  }

  /**
   * Checks that a snapshot is of the table that was recorded, if one was: one that was removed and
   * made anew has versions of the same numbers.
   *
   * @throws PitwallException VERSION_NOT_FOUND when it is of another
   */
  public static void requireRecorded(TableSource source, TableSnapshot snapshot) {
    String recorded = source.options().get(TABLE);
    if (recorded != null && !recorded.equals(snapshot.tableId())) {
      throw new PitwallException(
          ErrorCode.VERSION_NOT_FOUND,
          "the table at '%s' was made anew since the training set was recorded; record it again"
              .formatted(source.location()));
    }
  }

  /** The option by which a source is pinned to a version; empty for one that is read as of now. */
  public static Optional<String> pin(TableSource source) {
    return NAMES.stream().filter(source.options()::containsKey).findFirst();
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw noVersion(text, e);
    }
    throw noVersion(text, null);
  }

  private static PitwallException noVersion(String text, NumberFormatException cause) {
    return new PitwallException(
        ErrorCode.INVALID_VALUE, "version is a whole number from 0, not " + text, cause);
  }

  private static long micros(String text) {
    try {
      Instant moment = OffsetDateTime.parse(text.strip(), MOMENT).toInstant();
      // ChronoUnit.MICROS.between() counts nanoseconds, which end in 2262.
      return Math.addExact(
          Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1_000);
    } catch (DateTimeException | ArithmeticException e) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "timestamp is written like '2024-01-31 12:00:00' (UTC) or '2024-01-31T12:00:00+02:00', not '"
              + text
              + "'",
          e);
    }
  }
}
