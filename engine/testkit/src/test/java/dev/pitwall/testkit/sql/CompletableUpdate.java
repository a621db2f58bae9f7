package dev.pitwall.testkit.sql;

import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.ObservedOnlineStore;
import java.util.concurrent.FutureTask;

/** A statement that runs on a thread of its own. */
final class CompletableUpdate {
  private final FutureTask<Long> task;
  private final Thread thread;

  CompletableUpdate(TestEngine engine, String sql) {
    this.task = new FutureTask<>(() -> engine.update(sql));
    this.thread = new Thread(task, "update");
  }

  void start() {
    thread.start();
  }

  /** Whether all that is left is to wait, or the statement is over. */
  boolean isWaitingForTheLastWrites(ObservedOnlineStore online) {
    return task.isDone()
        || (online.mostInFlight() >= 3 && thread.getState() == Thread.State.WAITING);
  }

  long count() {
    try {
      return task.get();
    } catch (Exception e) {
      throw new AssertionError("the statement failed", e);
    }
  }
}
