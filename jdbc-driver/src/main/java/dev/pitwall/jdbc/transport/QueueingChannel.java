package dev.pitwall.jdbc.transport;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.concurrent.TimeUnit;

/**
 * A channel whose calls take their first messages before they have reached the connection; they
 * wait in a queue. Flight's client, which binds parameters by such a call, would ask whether it is
 * ready in a loop without a pause, and keep a core from the thread that makes it ready.
 */
final class QueueingChannel extends ManagedChannel {
  /** A command, a schema, and a batch of parameters. */
  private static final int FIRST_MESSAGES = 3;

  private final ManagedChannel channel;

  QueueingChannel(ManagedChannel channel) {
    this.channel = channel;
  }

  @Override
  public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
    return new SimpleForwardingClientCall<>(channel.newCall(method, options)) {
      private int sent;

      @Override
      public void sendMessage(Q message) {
        sent++;
        super.sendMessage(message);
      }

      @Override
      public boolean isReady() {
        return sent < FIRST_MESSAGES || super.isReady();
      }
    };
  }

  @Override
  public String authority() {
    return channel.authority();
  }

  @Override
  public ManagedChannel shutdown() {
    channel.shutdown();
    return this;
  }

  @Override
  public boolean isShutdown() {
    return channel.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return channel.isTerminated();
  }

  @Override
  public ManagedChannel shutdownNow() {
    channel.shutdownNow();
    return this;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return channel.awaitTermination(timeout, unit);
  }
}
