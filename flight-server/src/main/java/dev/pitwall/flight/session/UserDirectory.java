package dev.pitwall.flight.session;

import dev.pitwall.flight.config.SecurityConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/** Who may connect. */
final class UserDirectory {
  private final Map<String, String> passwords;
  private final boolean takesTokens;

  UserDirectory(Map<String, String> passwords, SecurityConfig security) {
    this.passwords = Map.copyOf(passwords);
    this.takesTokens = security.tokens().isPresent();
  }

  boolean isEmpty() {
    return passwords.isEmpty();
  }

  /** Whether a client may connect without a name. */
  boolean admitsNameless() {
    return passwords.isEmpty() && !takesTokens;
  }

  /** Whether a client may connect by that name; anyone may where nobody has to be known. */
  boolean admits(Credentials.Password given) {
    if (admitsNameless()) {
      return true;
    }
    // An unknown user costs the same comparison as a wrong password.
    String password = passwords.getOrDefault(given.user(), "");
    boolean same = MessageDigest.isEqual(digestible(password), digestible(given.password()));
    return same && passwords.containsKey(given.user());
  }

  private static byte[] digestible(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
