package dev.pitwall.core.session;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.offline.WriteTransaction;
import dev.pitwall.spi.time.LengthOfTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a session can set; immutable.
 *
 * @param schemaPath where tables are looked for that are named without a schema
 * @param timeZone of CURRENT_DATE and of text made from zoned timestamps; UTC unless set
 * @param leakage what becomes of a join that can see the future
 * @param onlineScan whether a query may read an online table whole
 * @param onlineFreshness how old the rows of the online store may be that answer point-in-time
 *     joins as of now; empty when these are answered from history
 * @param onlineFallback whether such a join looks keys up in history that are not online
 * @param readOnly whether statements are refused whose changes outlive the session
 * @param ipcCompression how the batches of answers are compressed on their way to a client
 * @param insertTransaction of which a table takes inserted rows once; empty when it takes all
 */
public record SessionSettings(
    SchemaPath schemaPath,
    ZoneId timeZone,
    Leakage leakage,
    OnlineScan onlineScan,
    Optional<Duration> onlineFreshness,
    OnlineFallback onlineFallback,
    ReadOnly readOnly,
    IpcCompression ipcCompression,
    Optional<WriteTransaction> insertTransaction) {
  public static final SessionSettings DEFAULTS =
      new SessionSettings(
          SchemaPath.DEFAULT,
          ZoneOffset.UTC,
          Leakage.WARN,
          OnlineScan.OFF,
          Optional.empty(),
          OnlineFallback.OFF,
          ReadOnly.OFF,
          IpcCompression.NONE,
          Optional.empty());

  private static final String SCHEMA = "schema";
  private static final String TIME_ZONE = "time_zone";
  private static final String LEAKAGE = "leakage";
  private static final String ONLINE_SCAN = "online_scan";
  private static final String ONLINE_FRESHNESS = "online_freshness";
  private static final String ONLINE_FALLBACK = "online_fallback";
  private static final String READ_ONLY = "read_only";
  private static final String IPC_COMPRESSION = "ipc_compression";
  private static final String INSERT_TRANSACTION = "insert_transaction";
  private static final String OFF = "off";
  private static final Pattern TRANSACTION = Pattern.compile("(.+):(\\d{1,18})");

  public SessionSettings {
    Objects.requireNonNull(schemaPath, "schemaPath");
    Objects.requireNonNull(timeZone, "timeZone");
    Objects.requireNonNull(leakage, "leakage");
    Objects.requireNonNull(onlineScan, "onlineScan");
    Objects.requireNonNull(onlineFreshness, "onlineFreshness");
    Objects.requireNonNull(onlineFallback, "onlineFallback");
    Objects.requireNonNull(readOnly, "readOnly");
    Objects.requireNonNull(ipcCompression, "ipcCompression");
    Objects.requireNonNull(insertTransaction, "insertTransaction");
  }

  /** Every setting by its name, as text that {@link #with} takes. */
  public Map<String, String> asText() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(SCHEMA, schemaPath.first().orElse(""));
    settings.put(TIME_ZONE, timeZone.getId());
    settings.put(LEAKAGE, lower(leakage));
    settings.put(ONLINE_SCAN, lower(onlineScan));
    settings.put(ONLINE_FRESHNESS, onlineFreshness.map(LengthOfTime::write).orElse(OFF));
    settings.put(ONLINE_FALLBACK, lower(onlineFallback));
    settings.put(READ_ONLY, lower(readOnly));
    settings.put(IPC_COMPRESSION, lower(ipcCompression));
    settings.put(
        INSERT_TRANSACTION,
        insertTransaction.map(id -> id.application() + ":" + id.version()).orElse(OFF));
    return settings;
  }

  /**
   * The same settings but for one.
   *
   * @throws PitwallException INVALID_STATEMENT when there is no setting of that name, INVALID_VALUE
   *     when it cannot have that value
   */
  public SessionSettings with(String name, String value) {
    String changed = name.toLowerCase(Locale.ROOT);
    if (!asText().containsKey(changed)) {
      throw unknown(name);
    }
    return new SessionSettings(
        changed.equals(SCHEMA) ? SchemaPath.from(value) : schemaPath,
        changed.equals(TIME_ZONE) ? zone(value) : timeZone,
        changed.equals(LEAKAGE) ? oneOf(Leakage.values(), value) : leakage,
        changed.equals(ONLINE_SCAN) ? oneOf(OnlineScan.values(), value) : onlineScan,
        changed.equals(ONLINE_FRESHNESS) ? freshness(value) : onlineFreshness,
        changed.equals(ONLINE_FALLBACK) ? oneOf(OnlineFallback.values(), value) : onlineFallback,
        changed.equals(READ_ONLY) ? oneOf(ReadOnly.values(), value) : readOnly,
        changed.equals(IPC_COMPRESSION) ? oneOf(IpcCompression.values(), value) : ipcCompression,
        changed.equals(INSERT_TRANSACTION) ? transaction(value) : insertTransaction);
  }

  /**
   * Refuses a change that outlives the session, where the session says so.
   *
   * @throws PitwallException READ_ONLY_SESSION
   */
  public void checkMayChange() {
    if (readOnly == ReadOnly.ON) {
      throw new PitwallException(
          ErrorCode.READ_ONLY_SESSION,
          "the session is read-only, but this would change what others see; SET read_only = off"
              + " allows it");
    }
  }

  /** The same settings, with names looked for where they are unless a session says more. */
  public SessionSettings withDefaultPath() {
    return withDefault(SCHEMA);
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

  private static Optional<Duration> freshness(String value) {
    return value.strip().equalsIgnoreCase(OFF)
        ? Optional.empty()
        : Optional.of(LengthOfTime.read(ONLINE_FRESHNESS, value, ErrorCode.INVALID_VALUE));
  }

  private static Optional<WriteTransaction> transaction(String value) {
    if (value.strip().equalsIgnoreCase(OFF)) {
      return Optional.empty();
    }
    Matcher matcher = TRANSACTION.matcher(value.strip());
    if (!matcher.matches()) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "insert_transaction is a name and a whole number, such as 'nightly:17', or off, not '"
              + value
              + "'");
    }
    return Optional.of(new WriteTransaction(matcher.group(1), Long.parseLong(matcher.group(2))));
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

  /** Whether keys that the online store does not have are looked for in history. */
  public enum OnlineFallback {
    OFF,
    ON
  }

  /** Whether what outlives the session may only be read. */
  public enum ReadOnly {
    OFF,
    ON
  }

  /** How Arrow's batches are compressed. */
  public enum IpcCompression {
    NONE,
    ZSTD
  }

  /** Whether a query may read an online table whole. */
  public enum OnlineScan {
    OFF,
    ON
  }
}
