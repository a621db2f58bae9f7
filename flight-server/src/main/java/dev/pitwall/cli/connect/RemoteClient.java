package dev.pitwall.cli.connect;

import dev.pitwall.cli.connect.ServerAddress.Transport;
import dev.pitwall.core.session.StatementProgress;
import dev.pitwall.flight.error.FlightErrors;
import dev.pitwall.flight.statement.ProgressNote;
import dev.pitwall.flight.statement.StatementNote;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.grpc.ConnectivityState;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.grpc.NettyClientBuilder;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Runs statements on a server, over Flight SQL. */
public final class RemoteClient implements StatementClient {
  private static final int NEVER_IDLE_DAYS = 365;

  private static final List<String> CUT_OFF =
      List.of("http2 exception", "Network closed", "SETTINGS");

  private final BufferAllocator allocator;
  private final FlightClient flight;
  private final FlightSqlClient client;
  private final CallOption[] options;
  private final Optional<Login> login;
  private final ManagedChannel channel;
  private volatile boolean lost;
  private volatile Context.CancellableContext running = Context.ROOT.withCancellation();

  private RemoteClient(
      BufferAllocator allocator,
      ManagedChannel channel,
      FlightClient flight,
      FlightSqlClient client,
      CallOption[] options,
      Optional<Login> login) {
    this.allocator = allocator;
    this.channel = channel;
    this.flight = flight;
    this.client = client;
    this.options = options;
    this.login = login;
  }

  /**
   * Connects without a name, or as somebody.
   *
   * @throws PitwallException when the server cannot be reached or refuses
   */
  public static RemoteClient connect(ServerAddress address, Optional<Login> login) {
    BufferAllocator allocator = new RootAllocator();
    ManagedChannel channel = open(address, allocator);
    FlightClient flight = FlightGrpcUtils.createFlightClient(allocator, channel);
    FlightSqlClient client = new FlightSqlClient(flight);
    try {
      CallOption[] options = translating(() -> options(flight, login));
      ask(client, options); // Nothing was sent yet without a login.
      RemoteClient connected = new RemoteClient(allocator, channel, flight, client, options, login);
      connected.watch();
      return connected;
    } catch (PitwallException e) {
      close(client, allocator);
      throw advised(e, address);
    } catch (RuntimeException e) {
      close(client, allocator);
      throw e;
    }
  }

  /** Neither side says of the other that it does or does not encrypt; this is how it looks. */
  private static PitwallException advised(PitwallException error, ServerAddress address) {
    String problem = error.getMessage();
    boolean isPlain = address.transport() == Transport.PLAIN;
    String place = address.host() + ":" + address.port();
    if (isPlain && CUT_OFF.stream().anyMatch(problem::contains)) {
      return new PitwallException(
          ErrorCode.STORE_UNAVAILABLE,
          "what listens on "
              + place
              + " does not speak Flight SQL, or only encrypted: check the port, or write grpc+tls://"
              + place,
          error);
    }
    return !isPlain && problem.contains("not an SSL/TLS record")
        ? new PitwallException(
            ErrorCode.STORE_UNAVAILABLE,
            "what listens on " + place + " does not encrypt; write " + place,
            error)
        : error;
  }

  @Override
  public ClientAnswer run(String sql) {
    checkSession();
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
  public Optional<StatementProgress> progress() {
    try {
      Action question = new Action(ProgressNote.ACTION.getType());
      Optional<StatementProgress> answer = Optional.empty();
      for (Iterator<Result> all = flight.doAction(question, options); all.hasNext(); ) {
        answer = ProgressNote.decode(all.next().getBody());
      }
      return answer;
    } catch (FlightRuntimeException e) {
      return Optional.empty(); // another server, or none any more, which the statement will tell
    }
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
      // The session of a token may be used elsewhere.
      if (login.filter(Login.Token.class::isInstance).isEmpty()) {
        client.closeSession(new CloseSessionRequest(), options);
      }
    } catch (FlightRuntimeException e) {
      // The server forgets the session by itself when it is gone or will not answer.
    } finally {
      close(client, allocator);
    }
  }

  private static ManagedChannel open(ServerAddress address, BufferAllocator allocator) {
    if (address.transport() == Transport.PLAIN) {
      Location location = Location.forGrpcInsecure(address.host(), address.port());
      return channel(new NettyClientBuilder(allocator, location));
    }
    Location location = Location.forGrpcTls(address.host(), address.port());
    NettyClientBuilder builder = new NettyClientBuilder(allocator, location).useTls();
    try {
      address.trusted().ifPresent(file -> builder.trustedCertificates(pem(file)));
      address
          .own()
          .ifPresent(own -> builder.clientCertificate(pem(own.certificate()), pem(own.key())));
      return channel(builder);
    } catch (PitwallException e) {
      allocator.close();
      throw e;
    } catch (IllegalArgumentException e) {
      allocator.close();
      throw new PitwallException(ErrorCode.INVALID_CONFIGURATION, notPem(address) + " in PEM", e);
    }
  }

  /** Who thinks for long between two statements finds the session as it was. */
  private static ManagedChannel channel(NettyClientBuilder builder) {
    return builder.build().idleTimeout(NEVER_IDLE_DAYS, TimeUnit.DAYS).build();
  }

  private static InputStream pem(Path file) {
    try {
      return new ByteArrayInputStream(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.INVALID_CONFIGURATION, file + " is not a file that can be read", e);
    }
  }

  /** Which of the files it is nobody tells. */
  private static String notPem(ServerAddress address) {
    List<String> problems = new ArrayList<>();
    address.trusted().ifPresent(file -> problems.add(file + " holds no certificates"));
    address
        .own()
        .ifPresent(
            own ->
                problems.add(
                    own.certificate() + " and " + own.key() + " no certificate with its key"));
    return String.join(", or ", problems);
  }

  /** The next call makes another connection, and would not say that it has. */
  private void watch() {
    channel.notifyWhenStateChanged(ConnectivityState.READY, () -> lost = true);
  }

  /**
   * Says once that the session is another, before a statement takes it for the same. One that a
   * password opened is the same, or the server says that it has ended.
   */
  private void checkSession() {
    if (!lost) {
      return;
    }
    channel.enterIdle(); // The next call tries anew, and does not wait until it is time to.
    ask(client, options);
    lost = false;
    watch();
    if (login.filter(Login.Password.class::isInstance).isEmpty()) {
      throw new PitwallException(
          ErrorCode.STORE_UNAVAILABLE,
          "the connection to the server had ended, and with it the session"
              + (login.isEmpty() ? "" : " if the server was restarted")
              + ": temporary tables and settings are gone; make them again, then run this"
              + " statement");
    }
  }

  /** Asks anything, to learn whether the server is there. */
  private static void ask(FlightSqlClient client, CallOption[] options) {
    translating(() -> client.getSessionOptions(new GetSessionOptionsRequest(), options));
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
        .flatMap(given -> credentials(flight, given))
        .map(List::<CallOption>of)
        .orElse(List.of())
        .toArray(CallOption[]::new);
  }

  private static Optional<CredentialCallOption> credentials(FlightClient flight, Login login) {
    if (login instanceof Login.Token bearer) {
      return Optional.of(new CredentialCallOption(new BearerCredentialWriter(bearer.token())));
    }
    Login.Password password = (Login.Password) login;
    return flight.authenticateBasicToken(password.user(), password.password());
  }

  private static void close(FlightSqlClient client, BufferAllocator allocator) {
    try (allocator) {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException("the connection could not be closed", e);
    }
  }
}
