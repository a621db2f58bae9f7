package dev.pitwall.flight;

import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.metadata.KeyCommands;
import dev.pitwall.flight.metadata.ServerFacts;
import dev.pitwall.flight.metadata.TableCommands;
import dev.pitwall.flight.metadata.TypeCommands;
import dev.pitwall.flight.security.ServerCertificates;
import dev.pitwall.flight.session.ClientSessions;
import dev.pitwall.flight.session.SessionGate;
import dev.pitwall.flight.session.SessionOptions;
import dev.pitwall.flight.session.SessionSweeper;
import dev.pitwall.flight.statement.IngestCommands;
import dev.pitwall.flight.statement.PreparedCommands;
import dev.pitwall.flight.statement.StatementCommands;
import dev.pitwall.flight.stream.AnswerStreams;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;

/** The Flight SQL server over an engine, which stays its owner's to close. */
public final class PitwallServer implements AutoCloseable {
  /** Of a message: a batch of rows that is ingested; statements have a limit of their own. */
  private static final int INBOUND_BYTES = 64 << 20;

  /** Clients that send each of many properties as a header need more than the usual 8 KiB. */
  private static final int HEADER_BYTES = 128 << 10;

  private static final int CALLS_PER_CONNECTION = 1_000;

  /** How long a client may take to say that it speaks TLS and HTTP/2. */
  private static final int HANDSHAKE_SECONDS = 20;

  private final ServerConfig config;
  private final FlightServer server;
  private final EventLoops loops;
  private final CallThreads calls;
  private final ClientSessions sessions;
  private final AnswerStreams streams;
  private final BufferAllocator allocator;
  private final SessionSweeper sweeper;

  private PitwallServer(
      ServerConfig config,
      FlightServer server,
      EventLoops loops,
      CallThreads calls,
      ClientSessions sessions,
      AnswerStreams streams,
      BufferAllocator allocator) {
    this.config = config;
    this.server = server;
    this.loops = loops;
    this.calls = calls;
    this.sessions = sessions;
    this.streams = streams;
    this.allocator = allocator;
    this.sweeper = new SessionSweeper(sessions);
  }

  /**
   * Starts a server.
   *
   * @throws PitwallException ADDRESS_IN_USE when another process has the port;
   *     INVALID_CONFIGURATION when a certificate or key is missing or wrong
   */
  public static PitwallServer start(ServerConfig config, FeatureQueryEngine engine) {
    Objects.requireNonNull(config, "config");
    ClientSessions sessions =
        new ClientSessions(config, engine::openSession, InstantSource.system());
    BufferAllocator allocator =
        engine.allocator().newChildAllocator("server", 0, engine.allocator().getLimit());
    AnswerStreams streams = new AnswerStreams(allocator, config.streams());
    PitwallFlightSqlProducer producer =
        new PitwallFlightSqlProducer(
            commands(config, engine, streams, allocator), sessions, streams, allocator);
    SessionGate gate = new SessionGate(sessions);
    CallThreads calls = new CallThreads(gate, config.streams().drain());
    EventLoops loops = new EventLoops();
    try {
      FlightServer server = build(config, producer, gate, allocator, calls, loops).start();
      return new PitwallServer(config, server, loops, calls, sessions, streams, allocator);
    } catch (PitwallException e) {
      loops.close();
      calls.close();
      allocator.close();
      throw e;
    } catch (IOException e) {
      loops.close();
      calls.close();
      allocator.close();
      throw new PitwallException(
          ErrorCode.ADDRESS_IN_USE,
          "cannot listen on "
              + config.host()
              + ":"
              + config.port()
              + ", most likely because another process does; choose another port",
          e);
    }
  }

  /** The port the server listens on. */
  public int port() {
    return server.getPort();
  }

  /** How many answers are being sent. */
  public int activeStreams() {
    return streams.active();
  }

  /** Blocks until the server was closed by another thread. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /** Takes no more calls, lets running answers end for a while, then ends them and all sessions. */
  @Override
  public void close() {
    server.shutdown();
    boolean interrupted = isInterrupted(this::drain);
    sweeper.close();
    sessions.close();
    streams.close();
    interrupted |= isInterrupted(server::close);
    // The last calls end before what they do does, and before those who write for them.
    calls.close();
    loops.close();
    allocator.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() throws InterruptedException {
    server.awaitTermination(config.streams().drain().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes a step of closing; one that is interrupted must not keep the next from being taken. */
  private static boolean isInterrupted(Step step) {
    try {
      step.take();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private interface Step {
    void take() throws InterruptedException;
  }

  private static PitwallFlightSqlProducer.Commands commands(
      ServerConfig config,
      FeatureQueryEngine engine,
      AnswerStreams streams,
      BufferAllocator allocator) {
    return new PitwallFlightSqlProducer.Commands(
        new StatementCommands(engine, streams),
        new PreparedCommands(engine, streams),
        new IngestCommands(engine, allocator, SessionOptions.CATALOG_NAME),
        new TableCommands(engine, allocator, SessionOptions.CATALOG_NAME),
        new KeyCommands(engine, allocator, SessionOptions.CATALOG_NAME),
        new TypeCommands(allocator),
        new ServerFacts(version(), config.sessions()));
  }

  private static FlightServer build(
      ServerConfig config,
      PitwallFlightSqlProducer producer,
      SessionGate gate,
      BufferAllocator allocator,
      CallThreads calls,
      EventLoops loops) {
    Optional<SslContext> tls = config.security().tls().map(ServerCertificates::read);
    Consumer<NettyServerBuilder> transport =
        builder -> {
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
        };
    // How calls are encrypted is set on the transport: Flight's own way knows no versions.
    Location location = Location.forGrpcInsecure(config.host(), config.port());
    return FlightServer.builder(allocator, location, producer)
        .executor(calls.threads())
        .maxInboundMessageSize(INBOUND_BYTES)
        .setMaxHeaderListSize(HEADER_BYTES)
        .backpressureThreshold(config.streams().queuedBytes())
        .transportHint("grpc.builderConsumer", transport)
        .build();
  }

  private static String version() {
    String version = PitwallServer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
