package dev.pitwall.execution.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskGroupTest {
  private final WorkerPool pool = new WorkerPool(1);
  private final CancellationToken token = new CancellationToken(Optional.empty());

  @AfterEach
  void closePool() {
    pool.close();
  }

  /** A task of some steps; counts them, and how often it was closed. */
  private static class Steps implements Task {
    final AtomicInteger done = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private final int steps;

    Steps(int steps) {
      this.steps = steps;
    }

    @Override
    public Progress step() {
      return done.incrementAndGet() < steps ? Progress.MORE : Progress.DONE;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void runsAllTasksToTheirEndsAndClosesEachOnce() {
    List<Steps> tasks = IntStream.range(1, 20).mapToObj(Steps::new).toList();
    try (TaskGroup group = new TaskGroup(pool, token)) {
      tasks.forEach(group::start);
      group.await();
      assertThat(tasks).allSatisfy(task -> assertThat(task.closed).hasValue(1));
    }
    assertThat(tasks)
        .allSatisfy(
            task -> {
              assertThat(task.done).hasValue(task.steps);
              assertThat(task.closed).hasValue(1);
            });
  }

  @Test
  void aTaskThatIsNotReadyLeavesTheThreadToOthers() {
    AtomicBoolean room = new AtomicBoolean();
    Steps resting =
        new Steps(3) {
          @Override
          public boolean ready() {
            return room.get();
          }
        };
    Steps other = new Steps(3);
    try (TaskGroup stalled = new TaskGroup(pool, token);
        TaskGroup group = new TaskGroup(pool, token)) {
      stalled.start(resting);
      group.start(other);
      group.await();
      assertThat(resting.done).hasValue(0);
      room.set(true);
      stalled.resume();
      stalled.await();
      assertThat(resting.done).hasValue(3);
    }
  }

  @Test
  void closingEndsTasksThatRestOrWaitForAThread() {
    Steps resting =
        new Steps(3) {
          @Override
          public boolean ready() {
            return false;
          }
        };
    CountDownLatch busy = new CountDownLatch(1);
    pool.execute(() -> await(busy));
    Steps queued = new Steps(3);
    TaskGroup group = new TaskGroup(pool, token);
    group.start(resting);
    group.start(queued);
    group.close();
    busy.countDown();
    assertThat(List.of(resting, queued))
        .allSatisfy(
            task -> {
              assertThat(task.done).hasValue(0);
              assertThat(task.closed).hasValue(1);
            });
  }

  @Test
  void closingWaitsForAStepThatRuns() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Steps slow =
        new Steps(Integer.MAX_VALUE) {
          @Override
          public Progress step() {
            running.countDown();
            await(released);
            return super.step();
          }
        };
    TaskGroup group = new TaskGroup(pool, token);
    group.start(slow);
    running.await();
    Thread closer = new Thread(group::close);
    closer.start();
    released.countDown();
    closer.join();
    assertThat(slow.closed).hasValue(1);
  }

  @Test
  void theFirstFailureEndsTheGroupWhateverItIs() {
    Error failure = new StackOverflowError();
    Steps failing =
        new Steps(2) {
          @Override
          public Progress step() {
            throw failure;
          }
        };
    try (TaskGroup group = new TaskGroup(pool, token)) {
      group.start(failing);
      group.start(new Steps(Integer.MAX_VALUE));
      assertThat(catchThrowable(group::await)).isSameAs(failure);
    }
    assertThat(failing.closed).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
