package dev.pitwall.benchmarks.online;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.MethodDescriptor;

/**
 * Lets a call take its first messages before it has reached the connection; they wait in a queue.
 * Flight's client would ask whether the call is ready, in a loop without a pause: with more clients
 * than cores that keeps the very threads from running that make it ready.
 */
final class UnhurriedStart implements ClientInterceptor {
  /** A command, a schema, and a batch of parameters. */
  private static final int FIRST_MESSAGES = 3;

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
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
}
