package dev.pitwall.benchmarks.online;

import io.grpc.netty.NettyChannelBuilder;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.memory.BufferAllocator;

/** Makes clients of Flight that read answers on the threads of their connection. */
final class FlightConnection {
  private FlightConnection() {}

  static FlightClient to(int port, BufferAllocator allocator) {
    return FlightGrpcUtils.createFlightClient(
        allocator,
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .directExecutor()
            .intercept(new UnhurriedStart())
            .build());
  }
}
