package dev.pitwall.core.activity;

import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.StatementKind;
import dev.pitwall.core.session.StatementProgress;
import dev.pitwall.core.session.StatementRecord;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The statements that run, and those that ran last. Thread-safe. */
public final class StatementLog {
  private static final int KEPT = 1_000;
  private static final int KEPT_CHARACTERS = 4_000;

  /** Tells the runs of this engine from those before it was started anew. */
  private final String prefix = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

  private final AtomicLong count = new AtomicLong();
  private final Map<String, StatementRun> running = new ConcurrentHashMap<>();
  private final Deque<StatementRecord> recent = new ArrayDeque<>();
  private final List<Consumer<StatementRecord>> listeners = new CopyOnWriteArrayList<>();

  /** Begins a run, which its owner ends. */
  public StatementRun begin(QuerySession session, String sql, StatementKind kind) {
    String id = prefix + "_" + count.incrementAndGet();
    StatementRun run = new StatementRun(id, session, text(sql), kind, this::ended);
    running.put(id, run);
    return run;
  }

  /** A run that is seen only if it fails: a statement that cannot be planned is one that failed. */
  public StatementRun planning(QuerySession session, String sql) {
    String id = prefix + "_" + count.incrementAndGet();
    return new StatementRun(id, session, text(sql), StatementKind.UNPLANNED, this::ended);
  }

  /** The statements that run and those that ran last, the newest first. */
  public List<StatementRecord> statements() {
    List<StatementRecord> all = new ArrayList<>();
    running.values().forEach(run -> all.add(run.toRecord()));
    synchronized (recent) {
      all.addAll(recent);
    }
    all.sort(Comparator.comparing(StatementRecord::startedAt).reversed());
    return all;
  }

  /** How many statements of a session run. */
  public long running(QuerySession session) {
    return running.values().stream().filter(r -> r.sessionId().equals(session.id())).count();
  }

  /** How far the statement of a session is that began last; empty when none runs. */
  public Optional<StatementProgress> progress(QuerySession session) {
    return running.values().stream()
        .filter(run -> run.sessionId().equals(session.id()))
        .max(Comparator.comparing(StatementRun::startedAt))
        .map(run -> run.toRecord().progress());
  }

  /** Has somebody told of every statement that ended, by the thread that ended it. */
  public void tell(Consumer<StatementRecord> listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Ends a statement of the same user.
   *
   * @throws PitwallException INVALID_VALUE when no statement of that user has the id and runs
   */
  public void kill(String id, String user) {
    StatementRun run = running.get(id);
    if (run == null || !run.user().equals(user)) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "no statement of yours with the id '"
              + id
              + "' runs; SELECT query_id FROM system.queries WHERE state = 'RUNNING' lists them");
    }
    run.cancel();
  }

  private void ended(StatementRun run) {
    StatementRecord record = run.toRecord();
    running.remove(run.id());
    synchronized (recent) {
      recent.addFirst(record);
      if (recent.size() > KEPT) {
        recent.removeLast();
      }
    }
    listeners.forEach(listener -> listener.accept(record));
  }

  private static String text(String sql) {
    return sql.length() <= KEPT_CHARACTERS ? sql : sql.substring(0, KEPT_CHARACTERS - 1) + "…";
  }
}
