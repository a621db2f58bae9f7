package dev.pitwall.core.registry;

import java.util.Locale;
import java.util.Optional;

/** What may be said of a registry's JDBC URL, which can hold a password. */
record RegistryAddress(String url) {
  private static final String H2 = "jdbc:h2:";
  private static final String H2_FILE = "jdbc:h2:file:";

  /** The URL without its settings and credentials. */
  String forPeople() {
    int end = indexOfAny(url, ";?");
    String bare = url.substring(0, end);
    return bare.replaceFirst("//[^/@]*@", "//");
  }

  /** The database file of H2; empty for any other registry. */
  Optional<String> file() {
    if (!isH2() || isServed()) {
      return Optional.empty();
    }
    String path = forPeople().substring(isPlain() ? H2.length() : H2_FILE.length());
    return Optional.of(path + ".mv.db");
  }

  /** Whether another process can change the registry while this one has it open. */
  Sharing sharing() {
    return file().isPresent() && !url.toUpperCase(Locale.ROOT).contains("AUTO_SERVER=TRUE")
        ? Sharing.EXCLUSIVE
        : Sharing.SHARED;
  }

  private boolean isH2() {
    return url.startsWith(H2);
  }

  private boolean isPlain() {
    return !url.startsWith(H2_FILE);
  }

  private boolean isServed() {
    return url.matches("jdbc:h2:(mem|tcp|ssl|zip|nio|nioMapped|split):.*");
  }

  private static int indexOfAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  /** Who else can change the registry. */
  enum Sharing {
    EXCLUSIVE,
    SHARED
  }
}
