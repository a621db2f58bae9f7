package dev.pitwall.flight.session;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;

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

  /** The first who ends the call says why; what works on it is told by the end, and ends it too. */
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
    private boolean spoken;

    Checking(ServerCall.Listener<Q> listener) {
      super(listener);
    }

    @Override
    public void onMessage(Q message) {
      spoken = true;
      try {
        super.onMessage(message);
      } catch (IllegalArgumentException e) {
        refuse(
            new PitwallException(
                ErrorCode.INVALID_VALUE,
                "what was sent cannot be read: " + e.getMessage() + "; send other types",
                e));
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
}
