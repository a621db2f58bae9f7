package dev.pitwall.flight.session;

import java.time.Instant;
import java.util.Objects;

/**
 * A session that its client names with a token, over any number of connections. Guarded by the lock
 * of {@link ClientSessions}.
 */
final class NamedSession {
  private final String token;
  private final String user;
  private final ClientSession session;
  private int connections;
  private Instant detachedSince;

  NamedSession(String token, String user, ClientSession session, Instant now) {
    this.token = Objects.requireNonNull(token, "token");
    this.user = Objects.requireNonNull(user, "user");
    this.session = Objects.requireNonNull(session, "session");
    this.detachedSince = Objects.requireNonNull(now, "now");
  }

  String token() {
    return token;
  }

  String user() {
    return user;
  }

  ClientSession session() {
    return session;
  }

  void attach() {
    connections++;
  }

  void detach(Instant now) {
    connections--;
    detachedSince = now;
  }

  /** Whether no connection uses the session any more. */
  boolean isDetached() {
    return connections == 0;
  }

  Instant detachedSince() {
    return detachedSince;
  }
}
