package dev.pitwall.flight.session;

import dev.pitwall.core.session.SessionSettings;
import dev.pitwall.core.session.SessionSettings.Leakage;
import dev.pitwall.core.session.SessionSettings.OnlineScan;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SessionOptionValueVisitor;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;

/** A session's settings as Flight's session options: catalog, time_zone, leakage, online_scan. */
public final class SessionOptions {
  /** The one catalog there is. */
  public static final String CATALOG_NAME = "pitwall";

  private static final String CATALOG = "catalog";
  private static final String TIME_ZONE = "time_zone";
  private static final String LEAKAGE = "leakage";
  private static final String ONLINE_SCAN = "online_scan";

  private SessionOptions() {}

  /** All options of a session. */
  public static Map<String, SessionOptionValue> get(ClientSession session) {
    SessionSettings settings = session.query().settings();
    Map<String, SessionOptionValue> options = new LinkedHashMap<>();
    options.put(CATALOG, text(CATALOG_NAME));
    options.put(TIME_ZONE, text(settings.timeZone().getId()));
    options.put(LEAKAGE, text(lower(settings.leakage())));
    options.put(ONLINE_SCAN, text(lower(settings.onlineScan())));
    return options;
  }

  /**
   * Sets options; an empty value sets the default. An option that is in error leaves the others be.
   *
   * @return what was wrong, by the option's name
   */
  public static Map<String, SetSessionOptionsResult.Error> set(
      ClientSession session, Map<String, SessionOptionValue> options) {
    Map<String, SetSessionOptionsResult.Error> errors = new LinkedHashMap<>();
    options.forEach(
        (name, value) -> {
          try {
            session.query().set(with(session.query().settings(), name, value));
          } catch (UnknownOptionException e) {
            errors.put(name, new SetSessionOptionsResult.Error(ErrorValue.INVALID_NAME));
          } catch (IllegalArgumentException | DateTimeException e) {
            errors.put(name, new SetSessionOptionsResult.Error(ErrorValue.INVALID_VALUE));
          }
        });
    return errors;
  }

  private static SessionSettings with(SessionSettings now, String name, SessionOptionValue value) {
    SessionSettings defaults = SessionSettings.DEFAULTS;
    String text = value.acceptVisitor(new TextVisitor());
    return switch (name) {
      case CATALOG -> checkCatalog(now, text);
      case TIME_ZONE ->
          new SessionSettings(
              text == null ? defaults.timeZone() : ZoneId.of(text),
              now.leakage(),
              now.onlineScan());
      case LEAKAGE ->
          new SessionSettings(
              now.timeZone(),
              text == null ? defaults.leakage() : Leakage.valueOf(upper(text)),
              now.onlineScan());
      case ONLINE_SCAN ->
          new SessionSettings(
              now.timeZone(),
              now.leakage(),
              text == null ? defaults.onlineScan() : OnlineScan.valueOf(upper(text)));
      default -> throw new UnknownOptionException(name);
    };
  }

  private static SessionSettings checkCatalog(SessionSettings now, String text) {
    if (text != null && !text.isEmpty() && !text.equalsIgnoreCase(CATALOG_NAME)) {
      throw new IllegalArgumentException("no catalog " + text);
    }
    return now;
  }

  private static SessionOptionValue text(String value) {
    return SessionOptionValueFactory.makeSessionOptionValue(value);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static final class UnknownOptionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownOptionException(String name) {
      super(name);
    }
  }

  /** A value as text; null when it is empty. */
  private static final class TextVisitor implements SessionOptionValueVisitor<String> {
    @Override
    public String visit(String value) {
      return value;
    }

    @Override
    public String visit(boolean value) {
      return value ? "on" : "off";
    }

    @Override
    public String visit(long value) {
      throw notText();
    }

    @Override
    public String visit(double value) {
      throw notText();
    }

    @Override
    public String visit(String[] value) {
      throw notText();
    }

    @Override
    public String visit(Void value) {
      return null;
    }

    private static IllegalArgumentException notText() {
      return new IllegalArgumentException("the value must be text");
    }
  }
}
