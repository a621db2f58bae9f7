package dev.pitwall.flight;

import dev.pitwall.flight.session.SessionGate;
import dev.pitwall.spi.thread.DaemonThreads;
import dev.pitwall.spi.thread.PatientEnd;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

/**
 * Which thread works on a call. A small answer costs less than waking the threads that it is handed
 * between, so what only hands its work to yet another thread is left to the transport's.
 */
final class CallThreads implements ServerCallExecutorSupplier, AutoCloseable {
  /** Answers are sent by threads of their own, and Flight reads what a client puts by such, too. */
  private static final Set<String> HANDED_ON =
      Set.of(
          FlightServiceGrpc.getDoGetMethod().getFullMethodName(),
          FlightServiceGrpc.getDoPutMethod().getFullMethodName(),
          FlightServiceGrpc.getDoExchangeMethod().getFullMethodName());

  private final SessionGate gate;
  private final Duration patience;
  private final ExecutorService threads;

  /**
   * Starts with no threads.
   *
   * @param gate tells which calls it must wait for
   * @param patience how long running calls may take to end when this is closed, each of two times
   */
  CallThreads(SessionGate gate, Duration patience) {
    this.gate = Objects.requireNonNull(gate, "gate");
    this.patience = Objects.requireNonNull(patience, "patience");
    // What a last call still starts while the server ends is run by the thread that starts it.
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new DaemonThreads("pitwall-call"),
            (work, pool) -> work.run());
  }

  /** The threads, for what may wait. */
  ExecutorService threads() {
    return threads;
  }

  @Override
  public <Q, R> Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
    boolean waits =
        !HANDED_ON.contains(call.getMethodDescriptor().getFullMethodName()) || gate.waits(headers);
    return waits ? threads : Runnable::run;
  }

  /** Waits for the calls that run; those that do not end are interrupted. */
  @Override
  public void close() {
    PatientEnd.of(threads, patience);
  }
}
