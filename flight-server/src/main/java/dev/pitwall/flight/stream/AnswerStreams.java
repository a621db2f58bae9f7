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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;

/** Sends answers, each on a thread of its own, never on the transport's. Thread-safe. */
public final class AnswerStreams implements AutoCloseable {
  private final AnswerSender sender;
  private final StreamLimits limits;
  private final ThreadPoolExecutor threads;

  /**
   * Starts with no threads.
   *
   * @param allocator holds what is being sent
   */
  public AnswerStreams(BufferAllocator allocator, StreamLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
    this.sender = new AnswerSender(allocator, limits);
    this.threads =
        new ThreadPoolExecutor(
            0,
            limits.concurrent(),
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
   */
  public void start(
      ClientSession session, UUID statement, AnswerSource source, ServerStreamListener listener) {
    Cancellation cancellation = new Cancellation(source);
    ClientPace pace = new ClientPace(listener, cancellation::cancel);
    run(
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
    return threads.getActiveCount();
  }

  @Override
  public void close() {
    PatientEnd.of(threads, limits.drain());
  }

  private void run(ClientSession.Lease lease, ServerStreamListener listener, Sending work) {
    try {
      threads.execute(() -> runLeased(lease, listener, work));
    } catch (RejectedExecutionException e) {
      lease.close();
      throw new PitwallException(
          ErrorCode.LIMIT_EXCEEDED,
          "the server sends " + limits.concurrent() + " answers already; try again later",
          e);
    }
  }

  private static void runLeased(
      ClientSession.Lease lease, ServerStreamListener listener, Sending work) {
    try (lease) {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      listener.error(FlightErrors.toFlight(stopping()));
    } catch (Throwable e) {
      listener.error(FlightErrors.toFlight(e));
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
