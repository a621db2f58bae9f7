package dev.pitwall.flight.session;

import dev.pitwall.flight.error.FlightErrors;
import dev.pitwall.spi.error.PitwallException;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Context.CancellationListener;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.arrow.flight.FlightRuntimeException;

/**
 * Finds the session of every call before the call begins. Works below Flight, in gRPC, because only
 * there a connection is known.
 */
public final class SessionGate extends ServerTransportFilter implements ServerInterceptor {
  private static final Context.Key<ClientSession> SESSION = Context.key("pitwall-session");
  private static final Attributes.Key<Connection> CONNECTION =
      Attributes.Key.create("pitwall-connection");
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ClientSessions sessions;

  public SessionGate(ClientSessions sessions) {
    this.sessions = Objects.requireNonNull(sessions, "sessions");
  }

  /** The session of the call that this thread works on. */
  public static ClientSession current() {
    return Objects.requireNonNull(SESSION.get(), "no call is being worked on");
  }

  /**
   * Works for as long as this thread's call is wanted.
   *
   * @param cancel ends the work soon, from any thread, when the client cancels the call or goes
   *     away
   */
  static <T> T whileCalled(Supplier<T> work, Runnable cancel) {
    Context call = Context.current();
    CancellationListener listener = ended -> cancel.run();
    call.addListener(listener, Runnable::run);
    try {
      return work.get();
    } finally {
      call.removeListener(listener);
    }
  }

  /**
   * Works for as long as this thread's call is wanted, even where the work waits for the client.
   */
  public static <T> T whileCalled(Supplier<T> work) {
    Interruption interruption = new Interruption(Thread.currentThread());
    try {
      return whileCalled(work, interruption::interrupt);
    } finally {
      interruption.end();
    }
  }

  /** Whether a call must wait until its client is known: for a digest, or another server's keys. */
  public boolean waits(Metadata headers) {
    String header = headers.get(AUTHORIZATION);
    return header != null && sessions.waits(header);
  }

  @Override
  public Attributes transportReady(Attributes attributes) {
    return attributes.toBuilder().set(CONNECTION, sessions.connected()).build();
  }

  @Override
  public void transportTerminated(Attributes attributes) {
    // There are none when the connection never came about, as when TLS failed.
    Connection connection = attributes == null ? null : attributes.get(CONNECTION);
    if (connection != null) {
      sessions.disconnected(connection);
    }
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Admission admission;
    try {
      Credentials credentials = Credentials.parse(headers.get(AUTHORIZATION));
      admission = sessions.admit(call.getAttributes().get(CONNECTION), credentials);
      admission.session().headers().apply(headers, admission.session());
    } catch (PitwallException e) {
      return refuse(call, e);
    }
    Context context = Context.current().withValue(SESSION, admission.session());
    ReadableCall<Q, R> readable = new ReadableCall<>(call);
    ServerCall<Q, R> plain =
        admission.token().<ServerCall<Q, R>>map(t -> new TokenCall<>(readable, t)).orElse(readable);
    ServerCall<Q, R> answering = CompressedCall.of(plain, headers, admission.session().query());
    return readable.checking(Contexts.interceptCall(context, answering, headers, next));
  }

  private static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, PitwallException e) {
    refuse(call, Status.fromCode(refusal(e)), e);
    return new ServerCall.Listener<>() {};
  }

  /** Ends a call with an error of ours, below Flight. */
  static void refuse(ServerCall<?, ?> call, Status status, PitwallException e) {
    FlightRuntimeException error = FlightErrors.toFlight(e);
    Metadata trailers = new Metadata();
    for (String name : error.status().metadata().keys()) {
      trailers.put(
          Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER),
          error.status().metadata().get(name));
    }
    call.close(status.withDescription(error.status().description()), trailers);
  }

  private static Status.Code refusal(PitwallException e) {
    return switch (e.code()) {
      case INVALID_AUTHORIZATION -> Status.Code.UNAUTHENTICATED;
      case LIMIT_EXCEEDED -> Status.Code.RESOURCE_EXHAUSTED;
      case STORE_UNAVAILABLE -> Status.Code.UNAVAILABLE;
      case INVALID_VALUE -> Status.Code.INVALID_ARGUMENT;
      default -> Status.Code.INTERNAL;
    };
  }

  /** Interrupts a thread, but not what it does afterwards. */
  private static final class Interruption {
    private Thread thread;

    Interruption(Thread thread) {
      this.thread = thread;
    }

    synchronized void interrupt() {
      if (thread != null) {
        thread.interrupt();
      }
    }

    synchronized void end() {
      thread = null;
      Thread.interrupted();
    }
  }

  /** Tells the client the token of its session, in whatever header goes out first. */
  private static final class TokenCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final String token;
    private boolean sent;

    TokenCall(ServerCall<Q, R> call, String token) {
      super(call);
      this.token = token;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      sent = true;
      headers.put(AUTHORIZATION, "Bearer " + token);
      super.sendHeaders(headers);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!sent) {
        trailers.put(AUTHORIZATION, "Bearer " + token);
      }
      super.close(status, trailers);
    }
  }
}
