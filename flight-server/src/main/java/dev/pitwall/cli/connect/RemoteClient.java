package dev.pitwall.cli.connect;

import dev.pitwall.cli.connect.ServerAddress.Transport;
import dev.pitwall.flight.error.FlightErrors;
import dev.pitwall.flight.statement.StatementNote;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.grpc.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Runs statements on a server, over Flight SQL. */
public final class RemoteClient implements StatementClient {
  private final BufferAllocator allocator;
  private final FlightSqlClient client;
  private final CallOption[] options;
  private volatile Context.CancellableContext running = Context.ROOT.withCancellation();

  private RemoteClient(BufferAllocator allocator, FlightSqlClient client, CallOption[] options) {
    this.allocator = allocator;
    this.client = client;
    this.options = options;
  }

  /**
   * Connects without a name, or with one and a password.
   *
   * @throws PitwallException when the server cannot be reached or refuses
   */
  public static RemoteClient connect(ServerAddress address, Optional<Login> login) {
    BufferAllocator allocator = new RootAllocator();
    FlightClient flight = open(address, allocator);
    FlightSqlClient client = new FlightSqlClient(flight);
    try {
      CallOption[] options = translating(() -> options(flight, login));
      // Nothing was sent yet without a login: ask anything, to learn whether the server is there.
      translating(() -> client.getSessionOptions(new GetSessionOptionsRequest(), options));
      return new RemoteClient(allocator, client, options);
    } catch (RuntimeException e) {
      close(client, allocator);
      throw e;
    }
  }

  @Override
  public ClientAnswer run(String sql) {
    Context.CancellableContext call = Context.ROOT.withCancellation();
    running = call;
    Context before = call.attach();
    try {
      return translating(() -> start(sql));
    } finally {
      call.detach(before);
    }
  }

  /** Drops the calls of the statement, at which the server ends what it does for them. */
  @Override
  public void cancel() {
    running.cancel(new CancellationException("cancelled by the user"));
  }

  @Override
  public List<ListedTable> tables() {
    return translating(
        () -> {
          FlightInfo info = client.getTables(null, null, null, null, true, options);
          try (RemoteAnswer answer = answer(info, new StatementNote(-1, List.of()))) {
            return RemoteTables.read(answer);
          }
        });
  }

  @Override
  public void close() {
    try {
      client.closeSession(new CloseSessionRequest(), options);
    } catch (FlightRuntimeException e) {
      // The server forgets the session by itself when it is gone or will not answer.
    } finally {
      close(client, allocator);
    }
  }

  private static FlightClient open(ServerAddress address, BufferAllocator allocator) {
    if (address.transport() == Transport.PLAIN) {
      Location location = Location.forGrpcInsecure(address.host(), address.port());
      return FlightClient.builder(allocator, location).build();
    }
    FlightClient.Builder builder =
        FlightClient.builder(allocator, Location.forGrpcTls(address.host(), address.port()));
    if (address.trusted().isEmpty()) {
      return builder.build();
    }
    Path file = address.trusted().get();
    try (InputStream trusted = Files.newInputStream(file)) {
      return builder.trustedCertificates(trusted).build();
    } catch (IOException | IllegalArgumentException e) {
      allocator.close();
      throw new PitwallException(
          ErrorCode.INVALID_CONFIGURATION, file + " holds no certificates in PEM", e);
    }
  }

  static <T> T translating(Supplier<T> call) {
    try {
      return call.get();
    } catch (FlightRuntimeException e) {
      throw FlightErrors.fromFlight(e);
    }
  }

  private RemoteAnswer start(String sql) {
    FlightInfo info = client.execute(sql, options);
    return answer(info, StatementNote.decode(info.getAppMetadata()));
  }

  private RemoteAnswer answer(FlightInfo info, StatementNote note) {
    Ticket ticket = info.getEndpoints().get(0).getTicket();
    return new RemoteAnswer(client.getStream(ticket, options), note);
  }

  private static CallOption[] options(FlightClient flight, Optional<Login> login) {
    return login
        .flatMap(given -> flight.authenticateBasicToken(given.user(), given.password()))
        .map(List::<CallOption>of)
        .orElse(List.of())
        .toArray(CallOption[]::new);
  }

  private static void close(FlightSqlClient client, BufferAllocator allocator) {
    try (allocator) {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException("the connection could not be closed", e);
    }
  }
}
