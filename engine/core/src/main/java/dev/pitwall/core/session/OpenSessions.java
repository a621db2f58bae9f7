package dev.pitwall.core.session;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.memory.BufferAllocator;

/** The sessions of an engine. Thread-safe. */
public final class OpenSessions {
  private final Set<QuerySession> open = ConcurrentHashMap.newKeySet();

  /**
   * Opens a session, which its owner closes.
   *
   * @param allocator holds the temporary tables; closed with the session
   */
  public QuerySession open(String user, BufferAllocator allocator) {
    QuerySession session = new QuerySession(user, allocator, open::remove);
    open.add(session);
    return session;
  }

  /** The sessions that are open, the oldest first. */
  public List<QuerySession> all() {
    return open.stream().sorted(Comparator.comparing(QuerySession::openedAt)).toList();
  }
}
