package dev.pitwall.flight.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/** Who may connect. */
final class UserDirectory {
  private final Map<String, String> passwords;

  UserDirectory(Map<String, String> passwords) {
    this.passwords = Map.copyOf(passwords);
  }

  /** Whether a client may connect without a name. */
  boolean admitsNameless() {
    return passwords.isEmpty();
  }

  /** Whether a client may connect by that name; anyone may where no users are configured. */
  boolean admits(Credentials.Password given) {
    if (passwords.isEmpty()) {
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
