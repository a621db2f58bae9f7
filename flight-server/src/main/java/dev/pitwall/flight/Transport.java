package dev.pitwall.flight;

import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.security.ServerCertificates;
import dev.pitwall.flight.session.SessionGate;
import dev.pitwall.spi.error.PitwallException;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.SslContext;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;

/** What lies below Flight: the threads of connections and calls, their limits and encryption. */
final class Transport implements AutoCloseable {
  /** Of a message: a batch of rows that is ingested; statements have a limit of their own. */
  private static final int INBOUND_BYTES = 64 << 20;

  /** Clients that send each of many properties as a header need more than the usual 8 KiB. */
  private static final int HEADER_BYTES = 128 << 10;

  private static final int CALLS_PER_CONNECTION = 1_000;

  /** How long a client may take to say that it speaks TLS and HTTP/2. */
  private static final int HANDSHAKE_SECONDS = 20;

  private final ServerConfig config;
  private final SessionGate gate;
  private final Optional<SslContext> tls;
  private final CallThreads calls;
  private final EventLoops loops;

  private Transport(ServerConfig config, SessionGate gate, Optional<SslContext> tls) {
    this.config = config;
    this.gate = Objects.requireNonNull(gate, "gate");
    this.tls = tls;
    this.calls = new CallThreads(gate, config.streams().drain());
    this.loops = new EventLoops();
  }

  /**
   * Starts threads, and no server.
   *
   * @param gate lets calls in
   * @throws PitwallException INVALID_CONFIGURATION when a certificate or key is missing or wrong
   */
  static Transport of(ServerConfig config, SessionGate gate) {
    QuietTransport.hush();
    return new Transport(config, gate, config.security().tls().map(ServerCertificates::read));
  }

  /**
   * Makes a server on these threads, which is not started.
   *
   * @param allocator holds what clients send
   */
  FlightServer server(BufferAllocator allocator, FlightProducer producer) {
    // How calls are encrypted is set on the transport: Flight's own way knows no versions.
    Location location = Location.forGrpcInsecure(config.host(), config.port());
    return FlightServer.builder(allocator, location, producer)
        .executor(calls.threads())
        .maxInboundMessageSize(INBOUND_BYTES)
        .setMaxHeaderListSize(HEADER_BYTES)
        .backpressureThreshold(config.streams().queuedBytes())
        .transportHint("grpc.builderConsumer", (Consumer<NettyServerBuilder>) this::configure)
        .build();
  }

  private void configure(NettyServerBuilder builder) {
    loops.serve(builder);
    builder
        .executor(Runnable::run)
        .callExecutor(calls)
        .addTransportFilter(gate)
        .intercept(gate)
        .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
        .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveTime(10, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .keepAliveTime(2, TimeUnit.MINUTES);
    tls.ifPresent(builder::sslContext);
  }

  /** Waits for calls, then closes what connections are left. */
  @Override
  public void close() {
    // The last calls end before what they do does, and before those who write for them.
    calls.close();
    loops.close();
  }
}
