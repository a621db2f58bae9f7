package dev.pitwall.flight.stream;

import dev.pitwall.flight.config.StreamLimits;
import dev.pitwall.flight.error.FlightErrors;
import dev.pitwall.flight.session.ClientSession;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.thread.DaemonThreads;
import dev.pitwall.spi.thread.PatientEnd;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;

/** Sends answers, so many at a time, and never on a thread of the transport. Thread-safe. */
public final class AnswerStreams implements AutoCloseable {
  private final AnswerSender sender;
  private final StreamLimits limits;
  private final Semaphore free;
  private final ThreadPoolExecutor threads;

  /**
   * Starts with no threads.
   *
   * @param allocator holds what is being sent
   */
  public AnswerStreams(BufferAllocator allocator, StreamLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
    this.sender = new AnswerSender(allocator, limits);
    this.free = new Semaphore(limits.concurrent());
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new DaemonThreads("pitwall-answer"));
  }

  /**
   * Begins to send an answer and returns; an error goes to the listener.
   *
   * @param statement by which the session can cancel it
   * @param source starts the work on the answer
   * @throws PitwallException LIMIT_EXCEEDED when too many are being sent
   */
  public void start(
      ClientSession session, UUID statement, AnswerSource source, ServerStreamListener listener) {
    send(threads, session, statement, source, listener);
  }

  /** As {@link #start}, but the calling thread sends all of the answer, for which it must wait. */
  public void sendHere(
      ClientSession session, UUID statement, AnswerSource source, ServerStreamListener listener) {
    send(Runnable::run, session, statement, source, listener);
  }

  private void send(
      Executor executor,
      ClientSession session,
      UUID statement,
      AnswerSource source,
      ServerStreamListener listener) {
    Cancellation cancellation = new Cancellation(source);
    ClientPace pace = new ClientPace(listener, cancellation::cancel);
    run(
        executor,
        session.enter(statement, cancellation::cancel),
        listener,
        () -> {
          try (Answer answer = source.open()) {
            cancellation.of(answer);
            sender.send(answer, listener, pace);
          }
        });
  }

  /** Lets something write one batch to a client, once the client is ready to take it. */
  public void startOne(
      ClientSession session, Consumer<ServerStreamListener> work, ServerStreamListener listener) {
    ClientPace pace = new ClientPace(listener, () -> {});
    run(
        threads,
        session.enter(UUID.randomUUID(), () -> {}),
        listener,
        () -> {
          if (pace.awaitReady()) {
            work.accept(listener);
          }
        });
  }

  /** How many answers are being sent. */
  public int active() {
    return limits.concurrent() - free.availablePermits();
  }

  @Override
  public void close() {
    PatientEnd.of(threads, limits.drain());
  }

  private void run(
      Executor executor, ClientSession.Lease lease, ServerStreamListener listener, Sending work) {
    if (!free.tryAcquire()) {
      lease.close();
      throw new PitwallException(
          ErrorCode.LIMIT_EXCEEDED,
          "the server sends " + limits.concurrent() + " answers already; try again later");
    }
    try {
      executor.execute(() -> runLeased(lease, listener, work));
    } catch (RejectedExecutionException e) {
      free.release();
      lease.close();
      throw stopping();
    }
  }

  private void runLeased(ClientSession.Lease lease, ServerStreamListener listener, Sending work) {
    try (lease) {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      listener.error(FlightErrors.toFlight(stopping()));
    } catch (Throwable e) {
      listener.error(FlightErrors.toFlight(e));
    } finally {
      free.release();
    }
  }

  private static PitwallException stopping() {
    return new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the server is stopping");
  }

  @FunctionalInterface
  private interface Sending {
    void run() throws InterruptedException;
  }
}
