package dev.pitwall.redis.client;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a server of a cluster says that a key is.
 *
 * @param kind for good, or for this one command
 * @param node the server to ask
 */
public record Redirection(Kind kind, Node node) {
  /** How long a redirection holds. */
  public enum Kind {
    /** The slot is there now. */
    MOVED,
    /** The slot is on its way there: only this command is to be asked there. */
    ASK
  }

  public Redirection {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(node, "node");
  }

  /**
   * Reads a server's error.
   *
   * @param error such as {@code MOVED 3999 127.0.0.1:6381}; null gives nothing
   * @return empty when the error is no redirection, or does not name a host
   */
  public static Optional<Redirection> of(String error) {
    if (error == null || !(error.startsWith("MOVED ") || error.startsWith("ASK "))) {
      return Optional.empty();
    }
    String[] words = error.split(" ");
    int colon = words.length < 3 ? -1 : words[2].lastIndexOf(':');
    if (colon < 1 || !words[2].substring(colon + 1).matches("\\d{1,5}")) {
      return Optional.empty();
    }
    Node node =
        new Node(words[2].substring(0, colon), Integer.parseInt(words[2].substring(colon + 1)));
    return Optional.of(new Redirection(Kind.valueOf(words[0]), node));
  }
}
