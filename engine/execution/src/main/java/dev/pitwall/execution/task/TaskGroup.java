package dev.pitwall.execution.task;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Tasks of one query on the shared pool, with the thread that waits for them.
 *
 * <p>After each step a task goes to the end of the pool's queue, so that queries take turns; a task
 * that is not {@link Task#ready()} holds no thread at all. The first failure ends the group, and
 * the waiting thread gets it as it was thrown.
 */
public final class TaskGroup implements AutoCloseable {
  private final WorkerPool pool;
  private final CancellationToken token;
  private final CancellationToken.Registration registration;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Member> members = new ArrayList<>();
  private Throwable failure;
  private boolean closed;

  public TaskGroup(WorkerPool pool, CancellationToken token) {
    this.pool = pool;
    this.token = token;
    this.registration = token.onCancel(this::signal);
  }

  /** Adds a task, which the group closes in the end. */
  public void start(Task task) {
    Member member = new Member(task);
    lock.lock();
    try {
      members.add(member);
      member.enqueueOrRest();
    } finally {
      lock.unlock();
    }
  }

  /** Asks the tasks that rest whether they are ready now. */
  public void resume() {
    lock.lock();
    try {
      members.stream().filter(m -> m.state == State.RESTING).forEach(Member::enqueueOrRest);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all tasks are done. */
  public void await() {
    await(() -> false);
  }

  /**
   * Waits until a condition holds or all tasks are done.
   *
   * @param condition asked after each step of a task; quick, and without waiting
   * @throws PitwallException what a task threw, or that the query was cancelled or ran out of time
   */
  public void await(BooleanSupplier condition) {
    lock.lock();
    try {
      while (failure == null && !allEnded()) {
        token.check(); // first, so that nothing is given once the query was cancelled
        if (condition.getAsBoolean()) {
          break;
        }
        changed.awaitNanos(token.remainingNanos());
      }
      rethrowFailure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the query was interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the group: waits for steps that run, starts no more, and closes all tasks. */
  @Override
  public void close() {
    registration.close();
    List<Member> idle;
    lock.lock();
    try {
      closed = true;
      idle = members.stream().filter(Member::isIdle).toList();
      idle.forEach(member -> member.state = State.ENDED);
      while (!allEnded()) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    idle.forEach(member -> member.task.close());
  }

  private boolean allEnded() {
    return members.stream().allMatch(member -> member.state == State.ENDED);
  }

  private void rethrowFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private enum State {
    QUEUED,
    RUNNING,
    RESTING,
    ENDED
  }

  /** A task and where it stands; the state is guarded by the group's lock. */
  private final class Member implements Runnable {
    private final Task task;
    private State state;

    Member(Task task) {
      this.task = task;
    }

    boolean isIdle() {
      return state == State.QUEUED || state == State.RESTING;
    }

    void enqueueOrRest() {
      if (task.ready()) {
        state = State.QUEUED;
        pool.execute(this);
      } else {
        state = State.RESTING;
      }
    }

    @Override
    public void run() {
      if (!begin()) {
        return;
      }
      Throwable thrown = null;
      Task.Progress progress = Task.Progress.DONE;
      try {
        token.check();
        progress = task.step();
      } catch (Throwable e) { // a task's failure must not end the pool's thread, whatever it is
        thrown = e;
      }
      end(progress, thrown);
      // A lookup's threads, when they wake, would wait milliseconds for the end of this one's time.
      Thread.yield();
    }

    private boolean begin() {
      lock.lock();
      try {
        boolean wanted = state == State.QUEUED;
        if (wanted) {
          state = State.RUNNING;
        }
        return wanted;
      } finally {
        lock.unlock();
      }
    }

    private void end(Task.Progress progress, Throwable thrown) {
      lock.lock();
      try {
        failure = failure == null ? thrown : failure;
        if (progress == Task.Progress.MORE && failure == null && !closed) {
          enqueueOrRest();
          changed.signalAll();
          return;
        }
      } finally {
        lock.unlock();
      }
      closeTask();
    }

    /** Closes the task before it counts as ended, so that whoever waits finds it closed. */
    private void closeTask() {
      Throwable thrown = null;
      try {
        task.close();
      } catch (Throwable e) { // as above
        thrown = e;
      }
      lock.lock();
      try {
        failure = failure == null ? thrown : failure;
        state = State.ENDED;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
