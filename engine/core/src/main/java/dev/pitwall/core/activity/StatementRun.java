package dev.pitwall.core.activity;

import dev.pitwall.core.session.Progress;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.StatementKind;
import dev.pitwall.core.session.StatementProgress;
import dev.pitwall.core.session.StatementRecord;
import dev.pitwall.core.session.StatementState;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One run of a statement, and the queries it is made of. Thread-safe. */
public final class StatementRun {
  private static final ThreadLocal<StatementRun> CURRENT = new ThreadLocal<>();

  private final String id;
  private final QuerySession session;
  private final String sql;
  private final StatementKind kind;
  private final Consumer<StatementRun> ended;
  private final Instant startedAt = Instant.now();
  private final long startNanos = System.nanoTime();
  private final List<RunningQuery> queries = new ArrayList<>(1);
  private final List<Runnable> endings = new ArrayList<>(0);
  private StatementState state = StatementState.RUNNING;
  private Optional<ErrorCode> error = Optional.empty();
  private boolean cancelled;
  private long endNanos;
  private long rows;
  private long peakMemoryBytes;
  private StatementProgress read = StatementProgress.NONE;
  private Optional<Progress> task = Optional.empty();

  StatementRun(
      String id,
      QuerySession session,
      String sql,
      StatementKind kind,
      Consumer<StatementRun> ended) {
    this.id = id;
    this.session = session;
    this.sql = sql;
    this.kind = kind;
    this.ended = ended;
  }

  /** The run whose work this thread does; empty when it works for none. */
  public static Optional<StatementRun> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Does a part of the run's work on this thread. An error ends the run. */
  public <T> T within(Supplier<T> work) {
    StatementRun before = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } catch (Throwable e) {
      fail(e);
      throw e;
    } finally {
      restore(before);
    }
  }

  /** Has a query end with the run, when that is cancelled. */
  public void attach(RunningQuery query) {
    synchronized (this) {
      sumUp(queries.stream().filter(RunningQuery::isClosed).toList());
      queries.add(query);
      if (!cancelled) {
        return;
      }
    }
    query.cancel();
  }

  /** Has something done when the run is cancelled, which ends what is no query. */
  public void onCancel(Runnable ending) {
    synchronized (this) {
      endings.add(ending);
      if (!cancelled) {
        return;
      }
    }
    ending.run();
  }

  /** Takes note how far a part of the run is, which its queries do not tell. */
  public synchronized void report(Progress progress) {
    task = Optional.of(progress);
  }

  /** Counts rows of the answer, or rows changed. */
  public synchronized void addRows(long more) {
    rows += more;
  }

  /** Ends the run soon, from any thread, where that can be done. */
  public void cancel() {
    List<RunningQuery> running;
    List<Runnable> ends;
    synchronized (this) {
      cancelled = true;
      running = List.copyOf(queries);
      ends = List.copyOf(endings);
    }
    running.forEach(RunningQuery::cancel);
    ends.forEach(Runnable::run);
  }

  /**
   * Goes on only while the run is wanted.
   *
   * @throws PitwallException STATEMENT_CANCELLED when it was cancelled
   */
  public synchronized void checkNotCancelled() {
    if (cancelled) {
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the statement was cancelled");
    }
  }

  /** Says that all was done. */
  public void finish() {
    end(StatementState.FINISHED, Optional.empty());
  }

  /** Says that nobody waits for the rest of the answer; does nothing when there is none. */
  public void abandon() {
    end(StatementState.CANCELLED, Optional.empty());
  }

  String id() {
    return id;
  }

  String user() {
    return session.user();
  }

  String sessionId() {
    return session.id();
  }

  Instant startedAt() {
    return startedAt;
  }

  /** What is known of it now. */
  synchronized StatementRecord toRecord() {
    long until = state == StatementState.RUNNING ? System.nanoTime() : endNanos;
    return new StatementRecord(
        id,
        session.id(),
        session.user(),
        sql,
        kind,
        state,
        startedAt,
        Duration.ofNanos(until - startNanos),
        rows,
        peak(),
        state == StatementState.RUNNING ? progress() : read,
        error);
  }

  void fail(Throwable e) {
    ErrorCode code = e instanceof PitwallException ours ? ours.code() : ErrorCode.INTERNAL_ERROR;
    boolean wished = code == ErrorCode.STATEMENT_CANCELLED;
    end(wished ? StatementState.CANCELLED : StatementState.FAILED, Optional.of(code));
  }

  private void end(StatementState last, Optional<ErrorCode> why) {
    synchronized (this) {
      if (state != StatementState.RUNNING) {
        return;
      }
      endNanos = System.nanoTime();
      state = last;
      error = why;
      sumUp(List.copyOf(queries));
      endings.clear();
    }
    ended.accept(this);
  }

  /** Lets go of queries: a prepared statement runs one for each row that was bound. */
  private void sumUp(List<RunningQuery> ended) {
    peakMemoryBytes = peak();
    read = QueryReading.after(read, ended);
    queries.removeAll(ended);
  }

  private StatementProgress progress() {
    StatementProgress reading = QueryReading.after(read, queries);
    return task.filter(known -> known.total().isPresent()).map(reading::within).orElse(reading);
  }

  /** Queries of one statement run one after the other, so the greatest is that of all. */
  private long peak() {
    return queries.stream()
        .mapToLong(RunningQuery::peakMemoryBytes)
        .reduce(peakMemoryBytes, Math::max);
  }

  private static void restore(StatementRun before) {
    if (before == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(before);
    }
  }
}
