package dev.pitwall.flight.session;

import dev.pitwall.core.session.QuerySession;
import dev.pitwall.flight.handle.OpenStatements;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the server keeps for one client: the engine's session, open statements, and the work that
 * runs for it. Thread-safe. A session that is ended cancels its work, and is freed when the last of
 * it has stopped.
 */
public final class ClientSession {
  private final String id;
  private final QuerySession query;
  private final OpenStatements statements;
  private final HeaderOptions headers = new HeaderOptions();
  private final Map<Lease, Work> running = new HashMap<>();
  private boolean ended;

  ClientSession(String id, QuerySession query, OpenStatements statements) {
    this.id = Objects.requireNonNull(id, "id");
    this.query = Objects.requireNonNull(query, "query");
    this.statements = Objects.requireNonNull(statements, "statements");
  }

  String id() {
    return id;
  }

  /** The engine's session; to be used while a lease is held. */
  public QuerySession query() {
    return query;
  }

  /** What the headers of calls set. */
  HeaderOptions headers() {
    return headers;
  }

  public OpenStatements statements() {
    return statements;
  }

  /** Works in the session, which is kept meanwhile. */
  public <T> T call(Supplier<T> work) {
    return call(work, () -> {});
  }

  /**
   * Works in the session, which is kept meanwhile.
   *
   * @param cancel ends the work soon, from any thread, when the session ends, or the client cancels
   *     the call or goes away
   */
  public <T> T call(Supplier<T> work, Runnable cancel) {
    Lease lease = enter(UUID.randomUUID(), cancel);
    try {
      return SessionGate.whileCalled(work, cancel);
    } finally {
      lease.close();
    }
  }

  /**
   * Keeps the session while a statement runs in it.
   *
   * @param statement by which the work can be cancelled
   * @param cancel ends the work soon, from any thread
   * @throws PitwallException INVALID_AUTHORIZATION when the session has ended
   */
  public synchronized Lease enter(UUID statement, Runnable cancel) {
    if (ended) {
      throw new PitwallException(
          ErrorCode.INVALID_AUTHORIZATION, "the session was closed; connect again");
    }
    Lease lease = new Lease();
    running.put(lease, new Work(statement, cancel));
    return lease;
  }

  /** Cancels what runs of a statement; false when nothing did. */
  public boolean cancel(UUID statement) {
    List<Work> found = running().stream().filter(w -> w.statement().equals(statement)).toList();
    found.forEach(work -> work.cancel().run());
    return !found.isEmpty();
  }

  /** Cancels all work and frees the session when it has stopped. May be called twice. */
  void end() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    running().forEach(work -> work.cancel().run());
    closeWhenIdle();
  }

  private synchronized List<Work> running() {
    return new ArrayList<>(running.values());
  }

  private void leave(Lease lease) {
    synchronized (this) {
      if (running.remove(lease) == null) {
        return;
      }
    }
    closeWhenIdle();
  }

  private synchronized void closeWhenIdle() {
    if (ended && running.isEmpty()) {
      query.close();
    }
  }

  private record Work(UUID statement, Runnable cancel) {}

  /** Keeps the session from being freed until it is closed. */
  public final class Lease implements AutoCloseable {
    private Lease() {}

    @Override
    public void close() {
      leave(this);
    }
  }
}
