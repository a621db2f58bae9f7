package dev.pitwall.core.session;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a session can set; immutable.
 *
 * @param timeZone of CURRENT_DATE and of text made from zoned timestamps; UTC unless set
 * @param leakage what becomes of a join that can see the future
 * @param onlineScan whether a query may read an online table whole
 */
public record SessionSettings(ZoneId timeZone, Leakage leakage, OnlineScan onlineScan) {
  public static final SessionSettings DEFAULTS =
      new SessionSettings(ZoneOffset.UTC, Leakage.WARN, OnlineScan.OFF);

  private static final String TIME_ZONE = "time_zone";
  private static final String LEAKAGE = "leakage";
  private static final String ONLINE_SCAN = "online_scan";

  public SessionSettings {
    Objects.requireNonNull(timeZone, "timeZone");
    Objects.requireNonNull(leakage, "leakage");
    Objects.requireNonNull(onlineScan, "onlineScan");
  }

  /** Every setting by its name, as text that {@link #with} takes. */
  public Map<String, String> asText() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(TIME_ZONE, timeZone.getId());
    settings.put(LEAKAGE, lower(leakage));
    settings.put(ONLINE_SCAN, lower(onlineScan));
    return settings;
  }

  /**
   * The same settings but for one.
   *
   * @throws PitwallException INVALID_STATEMENT when there is no setting of that name, INVALID_VALUE
   *     when it cannot have that value
   */
  public SessionSettings with(String name, String value) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case TIME_ZONE -> new SessionSettings(zone(value), leakage, onlineScan);
      case LEAKAGE -> new SessionSettings(timeZone, oneOf(Leakage.values(), value), onlineScan);
      case ONLINE_SCAN -> new SessionSettings(timeZone, leakage, oneOf(OnlineScan.values(), value));
      default -> throw unknown(name);
    };
  }

  /**
   * The same settings but for one, which has its default again.
   *
   * @throws PitwallException INVALID_STATEMENT when there is no setting of that name
   */
  public SessionSettings withDefault(String name) {
    String value = DEFAULTS.asText().get(name.toLowerCase(Locale.ROOT));
    if (value == null) {
      throw unknown(name);
    }
    return with(name, value);
  }

  private static ZoneId zone(String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "time_zone is a zone such as 'Europe/Berlin' or 'UTC', not '" + value + "'",
          e);
    }
  }

  private static <T extends Enum<T>> T oneOf(T[] known, String value) {
    return Arrays.stream(known)
        .filter(candidate -> candidate.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(() -> notOneOf(known, value));
  }

  private static PitwallException notOneOf(Enum<?>[] known, String value) {
    String values =
        Arrays.stream(known).map(SessionSettings::lower).collect(Collectors.joining(", "));
    return new PitwallException(
        ErrorCode.INVALID_VALUE, "'" + value + "' is none of the values " + values);
  }

  private static PitwallException unknown(String name) {
    List<String> known = List.copyOf(DEFAULTS.asText().keySet());
    return new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        "there is no setting " + name + Suggestion.didYouMean(name, known));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** What becomes of a join that can see the future. */
  public enum Leakage {
    OFF,
    WARN,
    ERROR
  }

  /** Whether a query may read an online table whole. */
  public enum OnlineScan {
    OFF,
    ON
  }
}
