package dev.pitwall.flight.session;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.flight.UploadMessages;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor.DescriptorType;

/**
 * A call that ends, and says why, when its client sends what cannot be read, or says that it has
 * sent all before it sent anything: Flight would say nothing, or wait for more without end.
 */
final class ReadableCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private final AtomicBoolean closed = new AtomicBoolean();

  ReadableCall(ServerCall<Q, R> call) {
    super(call);
  }

  /** What hears of the client's messages, once it is known that they can be read. */
  ServerCall.Listener<Q> checking(ServerCall.Listener<Q> listener) {
    return new Checking(listener);
  }

  /**
   * The first who ends the call says why; what works on it is told by the end, and ends it too.
   * Errors of the server among what comes later are in its log all the same.
   */
  @Override
  public void close(Status status, Metadata trailers) {
    if (closed.compareAndSet(false, true)) {
      super.close(status, trailers);
    }
  }

  private void refuse(PitwallException why) {
    SessionGate.refuse(this, Status.INVALID_ARGUMENT, why);
  }

  private final class Checking extends SimpleForwardingServerCallListener<Q> {
    private final UploadMessages upload = new UploadMessages();
    private boolean spoken;
    private boolean refused;

    Checking(ServerCall.Listener<Q> listener) {
      super(listener);
    }

    @Override
    public void onMessage(Q message) {
      spoken = true;
      if (refused) {
        UploadMessages.drop(message);
        return;
      }
      Optional<String> fault = upload.fault(message);
      if (fault.isPresent()) {
        refused = true;
        UploadMessages.drop(message);
        refuse(disordered(fault.get()));
        return;
      }
      if (message instanceof FlightDescriptor descriptor && !hasKind(descriptor)) {
        refuse(ofNoKind());
        return;
      }
      try {
        super.onMessage(message);
      } catch (UnsupportedOperationException e) {
        refuse(e.getMessage() == null ? ofNoKind() : unreadable(e));
      } catch (IllegalArgumentException e) {
        refuse(unreadable(e));
      }
    }

    @Override
    public void onHalfClose() {
      if (spoken) {
        super.onHalfClose();
      } else {
        refuse(
            new PitwallException(
                ErrorCode.INVALID_STATEMENT,
                "nothing was sent, not even which table it is for; clients that send no schema"
                    + " without rows, as ADBC, can send one batch that has none"));
      }
    }
  }

  private static boolean hasKind(FlightDescriptor descriptor) {
    return descriptor.getType() == DescriptorType.CMD
        || descriptor.getType() == DescriptorType.PATH;
  }

  /** Flight refuses such a descriptor without a word. */
  private static PitwallException ofNoKind() {
    return new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        "the descriptor that was sent is neither a command nor a path; send a command of Flight"
            + " SQL");
  }

  private static PitwallException disordered(String fault) {
    return new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        "what was sent is no upload of Flight: "
            + fault
            + "; send a descriptor with the schema, then batches of rows");
  }

  private static PitwallException unreadable(RuntimeException cause) {
    return new PitwallException(
        ErrorCode.INVALID_VALUE,
        "what was sent cannot be read: " + cause.getMessage() + "; send other types",
        cause);
  }
}
