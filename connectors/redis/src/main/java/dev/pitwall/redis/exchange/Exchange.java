package dev.pitwall.redis.exchange;

import dev.pitwall.redis.client.Pace;
import dev.pitwall.redis.client.Redirection;
import dev.pitwall.redis.client.RedisLink;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many requests that are answered together: every one of them, or the whole fails. */
final class Exchange<T> {
  private static final int GROUP = 256;
  private static final int HOPS = 5;

  private final RedisLink link;
  private final InFlightWindow window;
  private final ScheduledExecutorService timer;
  private final CommandCounts counts;
  private final Task task;
  private final List<? extends Request<T>> requests;
  private final Object[] answers;
  private final AtomicInteger open;
  private final CompletableFuture<List<T>> result = new CompletableFuture<>();
  private volatile Failure lastFailure;

  /** A request and its place among the answers. */
  private record Item<T>(int place, Request<T> request, int hops) {}

  Exchange(
      RedisLink link,
      InFlightWindow window,
      ScheduledExecutorService timer,
      CommandCounts counts,
      Task task,
      List<? extends Request<T>> requests) {
    this.link = link;
    this.window = window;
    this.timer = timer;
    this.counts = counts;
    this.task = task;
    this.requests = requests;
    this.answers = new Object[requests.size()];
    this.open = new AtomicInteger(requests.size());
  }

  CompletableFuture<List<T>> start() {
    if (requests.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    ScheduledFuture<?> alarm =
        timer.schedule(this::expire, task.deadline().toNanos(), TimeUnit.NANOSECONDS);
    result.whenComplete((answer, error) -> alarm.cancel(false));
    int size = Math.min(GROUP, window.size());
    for (int from = 0; from < requests.size(); from += size) {
      new Group(items(from, Math.min(from + size, requests.size())), 0).enter();
    }
    return result;
  }

  private List<Item<T>> items(int from, int to) {
    List<Item<T>> items = new ArrayList<>(to - from);
    for (int place = from; place < to; place++) {
      items.add(new Item<>(place, requests.get(place), 0));
    }
    return items;
  }

  /**
   * The deadline itself is to blame only where the servers answered all that they were asked so
   * far. A command that failed used the time up with its retries, and where nothing was answered no
   * server has shown to be alive: then the store is away, whichever clock told so first.
   */
  private void expire() {
    link.suspect();
    Failure failure = lastFailure;
    boolean served = failure == null && open.get() < requests.size();
    result.completeExceptionally(served ? outOfTime() : away(failure));
  }

  private PitwallException outOfTime() {
    int answered = requests.size() - open.get();
    return new PitwallException(
        ErrorCode.DEADLINE_EXCEEDED,
        unfinished()
            + ", and answered "
            + answered
            + " of its "
            + requests.size()
            + " commands; ask for less at once, or raise lookup_deadline or write_deadline of"
            + " stores.redis");
  }

  private PitwallException away(Failure failure) {
    String last = failure == null ? "" : " (" + failure.reason() + ")";
    return new PitwallException(
        ErrorCode.STORE_UNAVAILABLE,
        unfinished() + last + hint() + "; try again",
        failure == null ? null : failure.cause());
  }

  private String unfinished() {
    return "the online store redis at "
        + link.name()
        + " did not finish "
        + task.name()
        + " within "
        + task.deadline().toMillis()
        + " ms";
  }

  /** A changed password shows only as a connection that does not come back. */
  private String hint() {
    return link.refusal()
        .map(
            word ->
                "; the server refuses to let us in ("
                    + word
                    + "): check stores.redis.user and stores.redis.password")
        .orElse("");
  }

  private void answered(int place, T answer) {
    answers[place] = answer;
    if (open.decrementAndGet() == 0) {
      @SuppressWarnings("unchecked") // only answers of the requests were put in
      List<T> all = (List<T>) Arrays.asList(answers);
      result.complete(all);
    }
  }

  /** Requests that are sent together, and again together when they failed. */
  private final class Group {
    private final List<Item<T>> items;
    private final int attempt;
    private final AtomicInteger waiting;
    private final Queue<Item<T>> failed = new ConcurrentLinkedQueue<>();

    Group(List<Item<T>> items, int attempt) {
      this.items = items;
      this.attempt = attempt;
      this.waiting = new AtomicInteger(items.size());
    }

    void enter() {
      window.enter(items.size(), this::send);
    }

    private void send() {
      if (result.isDone()) {
        window.leave(items.size());
        return;
      }
      List<AsyncCommand<byte[], byte[], T>> byKey = new ArrayList<>(items.size());
      for (Item<T> item : items) {
        AsyncCommand<byte[], byte[], T> command = command(item);
        item.request()
            .node()
            .ifPresentOrElse(node -> link.sendTo(node, command), () -> byKey.add(command));
      }
      if (!byKey.isEmpty()) {
        link.send(byKey, attempt);
      }
    }

    private AsyncCommand<byte[], byte[], T> command(Item<T> item) {
      AsyncCommand<byte[], byte[], T> command = new AsyncCommand<>(item.request().command());
      counts.sent();
      command.whenComplete((answer, error) -> finish(item, answer, error));
      return command;
    }

    private void finish(Item<T> item, T answer, Throwable error) {
      if (error == null) {
        answered(item.place(), answer);
        settle();
      } else if (!sendElsewhere(item, error)) {
        fail(item, error);
        settle();
      }
    }

    /** Whether the error says what else to do, which was done. */
    private boolean sendElsewhere(Item<T> item, Throwable error) {
      if (result.isDone() || item.hops() >= HOPS) {
        return false;
      }
      Optional<Redirection> redirection = Redirection.of(error.getMessage());
      if (redirection.isPresent() && link.isCluster()) {
        link.redirect(command(next(item, item.request())), redirection.get());
        return true;
      }
      Optional<Request<T>> instead = item.request().instead(error);
      instead.ifPresent(request -> link.send(List.of(command(next(item, request))), attempt));
      return instead.isPresent();
    }

    private Item<T> next(Item<T> item, Request<T> request) {
      return new Item<>(item.place(), request, item.hops() + 1);
    }

    private void fail(Item<T> item, Throwable error) {
      Failure failure = Failure.of(error);
      lastFailure = failure;
      counts.failed(failure);
      if (failure.mayPass()) {
        link.suspect();
      }
      if (failure.mayPass() && attempt < task.retries()) {
        counts.retried();
        failed.add(new Item<>(item.place(), item.request(), 0));
      } else {
        result.completeExceptionally(
            failure.toException(link.name(), task, item.request().key(), hint()));
      }
    }

    private void settle() {
      if (waiting.decrementAndGet() > 0) {
        return;
      }
      window.leave(items.size());
      if (!failed.isEmpty() && !result.isDone()) {
        Group again = new Group(List.copyOf(failed), attempt + 1);
        timer.schedule(again::enter, Pace.millis(attempt), TimeUnit.MILLISECONDS);
      }
    }
  }
}
