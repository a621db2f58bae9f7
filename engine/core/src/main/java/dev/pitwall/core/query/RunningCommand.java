package dev.pitwall.core.query;

import dev.pitwall.execution.driver.RunningQuery;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One run of a command, and the queries that it started so far; can be cancelled. */
final class RunningCommand {
  // A command's queries are started many calls below it, always by its own thread.
  private static final ThreadLocal<RunningCommand> OF_THREAD = new ThreadLocal<>();

  private final Set<RunningQuery> queries = ConcurrentHashMap.newKeySet();
  private volatile boolean isCancelled;

  /** Runs the command; its queries see STATEMENT_CANCELLED when it is cancelled. */
  QueryResult run(Supplier<QueryResult> command) {
    OF_THREAD.set(this);
    try {
      return command.get();
    } finally {
      OF_THREAD.remove();
    }
  }

  /** Takes note of a query that this thread started. */
  static RunningQuery started(RunningQuery query) {
    RunningCommand command = OF_THREAD.get();
    if (command != null) {
      command.add(query);
    }
    return query;
  }

  void cancel() {
    isCancelled = true;
    queries.forEach(RunningQuery::cancel);
  }

  private void add(RunningQuery query) {
    queries.add(query);
    if (isCancelled) {
      query.cancel();
    }
  }
}
