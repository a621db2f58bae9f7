package dev.pitwall.flight.session;

import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.SessionSettings.IpcCompression;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

/**
 * Has the messages of an answer compressed, below Flight, which makes them without a codec. Its own
 * messages are hidden, but the call's method makes bytes of them, and of bytes such messages.
 */
final class CompressedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private static final Set<String> ANSWERING =
      Set.of(
          FlightServiceGrpc.getDoGetMethod().getFullMethodName(),
          FlightServiceGrpc.getDoExchangeMethod().getFullMethodName());

  /** What a client without codecs says, whatever is set in its session, is {@code none}. */
  private static final Metadata.Key<String> ACCEPTED =
      Metadata.Key.of("pitwall-accept-compression", Metadata.ASCII_STRING_MARSHALLER);

  private final MethodDescriptor<Q, R> method;
  private final BatchCompressor compressor;

  private CompressedCall(ServerCall<Q, R> call, BatchCompressor compressor) {
    super(call);
    this.method = call.getMethodDescriptor();
    this.compressor = compressor;
  }

  /**
   * The call of a session, compressed when it sends an answer and the session asks for that.
   *
   * @param headers of the call, in which a client may say that it reads no compressed answers
   */
  static <Q, R> ServerCall<Q, R> of(ServerCall<Q, R> call, Metadata headers, QuerySession session) {
    return session.settings().ipcCompression() == IpcCompression.NONE
            || "none".equals(headers.get(ACCEPTED))
            || !ANSWERING.contains(call.getMethodDescriptor().getFullMethodName())
        ? call
        : new CompressedCall<>(call, new BatchCompressor(session.allocator()));
  }

  @Override
  public void sendMessage(R message) {
    try (InputStream plain = method.streamResponse(message)) {
      FlightData compressed = compressor.compress(FlightData.parseFrom(plain));
      send(method.parseResponse(compressed.toByteString().newInput()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a message of ours, whose memory Flight does not free. */
  private void send(R message) {
    try {
      super.sendMessage(message);
    } finally {
      free(message);
    }
  }

  private static void free(Object message) {
    try {
      ((AutoCloseable) message).close();
    } catch (Exception e) {
      throw new IllegalStateException("a message could not be freed", e);
    }
  }
}
