package dev.pitwall.core.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** What one client's statements share: settings and temporary tables. Thread-safe. */
public final class QuerySession implements AutoCloseable {
  private final String id = UUID.randomUUID().toString();
  private final String user;
  private final BufferAllocator allocator;
  private final Consumer<QuerySession> closed;
  private final Instant openedAt = Instant.now();
  private final Map<String, TemporaryTable> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private SessionSettings settings = SessionSettings.DEFAULTS;
  private ProgressListener progress = ProgressListener.NONE;

  /**
   * Opens a session.
   *
   * @param allocator holds the temporary tables; closed with the session
   */
  public QuerySession(String user, BufferAllocator allocator) {
    this(user, allocator, session -> {});
  }

  QuerySession(String user, BufferAllocator allocator, Consumer<QuerySession> closed) {
    this.user = Objects.requireNonNull(user, "user");
    this.allocator = Objects.requireNonNull(allocator, "allocator");
    this.closed = Objects.requireNonNull(closed, "closed");
  }

  public String id() {
    return id;
  }

  public String user() {
    return user;
  }

  /** When the session began. */
  public Instant openedAt() {
    return openedAt;
  }

  /** The allocator of the temporary tables. */
  public BufferAllocator allocator() {
    return allocator;
  }

  public synchronized SessionSettings settings() {
    return settings;
  }

  public synchronized void set(SessionSettings newSettings) {
    settings = Objects.requireNonNull(newSettings, "newSettings");
  }

  /** Who is told how far long statements are. */
  public synchronized ProgressListener progress() {
    return progress;
  }

  /** Has somebody told how far long statements are. */
  public synchronized void reportProgressTo(ProgressListener listener) {
    progress = Objects.requireNonNull(listener, "listener");
  }

  public synchronized Optional<TemporaryTable> temporaryTable(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /** All temporary tables, in the order of their names. */
  public synchronized List<TemporaryTable> temporaryTables() {
    return new ArrayList<>(tables.values());
  }

  /** Adds a table or replaces one of that name; the session owns its batches from now on. */
  public synchronized void put(TemporaryTable table) {
    free(tables.put(table.name(), table));
  }

  /**
   * Puts a table in the place of another of its name, whose batches it may share; the session owns
   * its batches from now on.
   *
   * @param before what is thought to be there; empty for nothing
   * @return whether it was there; else nothing changes
   */
  public synchronized boolean exchange(Optional<TemporaryTable> before, TemporaryTable after) {
    TemporaryTable now = tables.get(after.name());
    if (now != before.orElse(null)) {
      return false;
    }
    tables.put(after.name(), after);
    before.ifPresent(table -> table.batchesBut(after).forEach(VectorSchemaRoot::close));
    return true;
  }

  /** Drops a table; false when there is none of that name. */
  public synchronized boolean drop(String name) {
    TemporaryTable dropped = tables.remove(name);
    free(dropped);
    return dropped != null;
  }

  @Override
  public synchronized void close() {
    closed.accept(this);
    tables.values().forEach(QuerySession::free);
    tables.clear();
    allocator.close();
  }

  private static void free(TemporaryTable table) {
    if (table != null) {
      table.batches().forEach(VectorSchemaRoot::close);
    }
  }
}
