package dev.pitwall.flight.session;

import dev.pitwall.core.session.SessionSettings;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SessionOptionValueVisitor;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;

/** A session's settings as Flight's session options: the catalog, and every setting there is. */
public final class SessionOptions {
  /** The one catalog there is. */
  public static final String CATALOG_NAME = "pitwall";

  static final String CATALOG = "catalog";

  private SessionOptions() {}

  /** All options of a session. */
  public static Map<String, SessionOptionValue> get(ClientSession session) {
    Map<String, SessionOptionValue> options = new LinkedHashMap<>();
    options.put(CATALOG, text(CATALOG_NAME));
    session.query().settings().asText().forEach((name, value) -> options.put(name, text(value)));
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
          } catch (PitwallException e) {
            ErrorValue reason =
                e.code() == ErrorCode.INVALID_VALUE
                    ? ErrorValue.INVALID_VALUE
                    : ErrorValue.INVALID_NAME;
            errors.put(name, new SetSessionOptionsResult.Error(reason));
          }
        });
    return errors;
  }

  private static SessionSettings with(SessionSettings now, String name, SessionOptionValue value) {
    return with(now, name, value.acceptVisitor(new TextVisitor()));
  }

  /**
   * The settings but for one.
   *
   * @param text null for the default
   * @throws PitwallException when there is no such option, or it cannot have that value
   */
  static SessionSettings with(SessionSettings now, String name, String text) {
    if (name.equals(CATALOG)) {
      return checkCatalog(now, text);
    }
    return text == null ? now.withDefault(name) : now.with(name, text);
  }

  private static SessionSettings checkCatalog(SessionSettings now, String text) {
    if (text != null && !text.isEmpty() && !text.equalsIgnoreCase(CATALOG_NAME)) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE, "there is no catalog " + text + ", only " + CATALOG_NAME);
    }
    return now;
  }

  private static SessionOptionValue text(String value) {
    return SessionOptionValueFactory.makeSessionOptionValue(value);
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

    private static PitwallException notText() {
      return new PitwallException(ErrorCode.INVALID_VALUE, "the value must be text");
    }
  }
}
