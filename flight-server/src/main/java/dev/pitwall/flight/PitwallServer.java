package dev.pitwall.flight;

import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.error.ListenErrors;
import dev.pitwall.flight.metadata.KeyCommands;
import dev.pitwall.flight.metadata.ServerFacts;
import dev.pitwall.flight.metadata.TableCommands;
import dev.pitwall.flight.metadata.TypeCommands;
import dev.pitwall.flight.session.ClientSessions;
import dev.pitwall.flight.session.SessionGate;
import dev.pitwall.flight.session.SessionOptions;
import dev.pitwall.flight.session.SessionSweeper;
import dev.pitwall.flight.statement.ExchangeCommands;
import dev.pitwall.flight.statement.IngestCommands;
import dev.pitwall.flight.statement.PreparedCommands;
import dev.pitwall.flight.statement.StatementCommands;
import dev.pitwall.flight.stream.AnswerStreams;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.memory.BufferAllocator;

/** The Flight SQL server over an engine, which stays its owner's to close. */
public final class PitwallServer implements AutoCloseable {
  /** How long clients may take to read that their answers were ended. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(6);

  private final ServerConfig config;
  private final ClientSessions sessions;
  private final SessionSweeper sweeper;
  private final Transport transport;
  private final BufferAllocator allocator;
  private final AnswerStreams streams;
  private final FlightServer server;

  private PitwallServer(ServerConfig config, FeatureQueryEngine engine) {
    this.config = Objects.requireNonNull(config, "config");
    this.sessions = new ClientSessions(config, engine::openSession, InstantSource.system());
    this.transport = Transport.of(config, new SessionGate(sessions));
    this.sweeper = new SessionSweeper(sessions);
    this.allocator =
        engine.allocator().newChildAllocator("server", 0, engine.allocator().getLimit());
    this.streams = new AnswerStreams(allocator, config.streams());
    this.server =
        transport.server(
            allocator,
            new PitwallFlightSqlProducer(
                commands(engine, streams, allocator),
                facts(config, engine, streams, allocator),
                sessions,
                allocator));
  }

  /**
   * Starts a server.
   *
   * @throws PitwallException ADDRESS_IN_USE when another process has the port;
   *     INVALID_CONFIGURATION when a certificate or key is missing or wrong, or the address is not
   *     this machine's
   */
  public static PitwallServer start(ServerConfig config, FeatureQueryEngine engine) {
    PitwallServer server = new PitwallServer(config, engine);
    try {
      server.server.start();
      return server;
    } catch (IOException e) {
      server.close();
      throw ListenErrors.of("server", config.host(), config.port(), e);
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
    boolean interrupted = isInterrupted(() -> awaitEnd(config.streams().drain()));
    sweeper.close();
    sessions.close();
    streams.close();
    interrupted |= isInterrupted(() -> awaitEnd(LAST_WORDS));
    transport.close();
    interrupted |= isInterrupted(server::close);
    allocator.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd(Duration patience) throws InterruptedException {
    server.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
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
      FeatureQueryEngine engine, AnswerStreams streams, BufferAllocator allocator) {
    return new PitwallFlightSqlProducer.Commands(
        new StatementCommands(engine, streams),
        new PreparedCommands(engine, streams),
        new ExchangeCommands(engine, streams),
        new IngestCommands(engine, allocator, SessionOptions.CATALOG_NAME));
  }

  private static MetadataProducer.Facts facts(
      ServerConfig config,
      FeatureQueryEngine engine,
      AnswerStreams streams,
      BufferAllocator allocator) {
    return new MetadataProducer.Facts(
        new TableCommands(engine, allocator, SessionOptions.CATALOG_NAME),
        new KeyCommands(engine, allocator, SessionOptions.CATALOG_NAME),
        new TypeCommands(allocator),
        new ServerFacts(version(), config.sessions()),
        streams);
  }

  private static String version() {
    String version = PitwallServer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
