package dev.pitwall.flight.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One network connection and the sessions that are used over it. Guarded by the lock of {@link
 * ClientSessions}.
 */
final class Connection {
  private final Map<String, NamedSession> openedByUser = new HashMap<>();
  private final Set<NamedSession> used = new HashSet<>();
  private Optional<ClientSession> nameless = Optional.empty();

  /** The session of a client that gives no name; it lives as long as the connection. */
  Optional<ClientSession> nameless() {
    return nameless;
  }

  void nameless(ClientSession session) {
    nameless = Optional.of(session);
  }

  void forgetNameless() {
    nameless = Optional.empty();
  }

  /** The session opened here for a user: a client may send its password with every call. */
  Optional<NamedSession> openedBy(String user) {
    return Optional.ofNullable(openedByUser.get(user));
  }

  void opened(NamedSession session) {
    openedByUser.put(session.user(), session);
    use(session);
  }

  void use(NamedSession session) {
    if (used.add(session)) {
      session.attach();
    }
  }

  void forget(NamedSession session) {
    used.remove(session);
    openedByUser.remove(session.user(), session);
  }

  Set<NamedSession> used() {
    return Set.copyOf(used);
  }
}
