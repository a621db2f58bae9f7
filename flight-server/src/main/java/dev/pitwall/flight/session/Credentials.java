package dev.pitwall.flight.session;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** What a client says of itself with a call. */
sealed interface Credentials {
  String BASIC = "basic";

  /** Nothing. */
  record None() implements Credentials {}

  /** A name and a password. */
  record Password(String user, String password) implements Credentials {
    @Override
    public String toString() {
      return "Password[user=" + user + "]";
    }
  }

  /** Who a token says it is, that another issued and that was verified. */
  record Identity(String user, String token) implements Credentials {
    @Override
    public String toString() {
      return "Identity[user=" + user + "]";
    }
  }

  /** A token: what the server answered a password with, or one of another issuer. */
  record Token(String token) implements Credentials {
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /**
   * Reads an authorization header.
   *
   * @param header null when there was none
   * @throws PitwallException INVALID_AUTHORIZATION when it is neither Basic nor Bearer
   */
  static Credentials parse(String header) {
    if (header == null || header.isBlank()) {
      return new None();
    }
    String[] parts = header.strip().split(" ", 2);
    String value = parts.length == 2 ? parts[1].strip() : "";
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case BASIC -> password(value);
      case "bearer" -> new Token(value);
      default -> throw unreadable("the authorization header must be Basic or Bearer");
    };
  }

  /** Whether an authorization header has the form of one with a name and a password. */
  static boolean isPassword(String header) {
    return header.strip().regionMatches(true, 0, BASIC, 0, BASIC.length());
  }

  private static Credentials password(String encoded) {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unreadable("the Basic authorization header is not base64");
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw unreadable("the Basic authorization header has no password");
    }
    return new Password(text.substring(0, colon), text.substring(colon + 1));
  }

  private static PitwallException unreadable(String message) {
    return new PitwallException(ErrorCode.INVALID_AUTHORIZATION, message);
  }
}
