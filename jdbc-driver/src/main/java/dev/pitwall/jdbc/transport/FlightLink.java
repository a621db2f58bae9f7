package dev.pitwall.jdbc.transport;

import com.google.protobuf.Any;
import dev.pitwall.jdbc.config.ConnectionConfig;
import dev.pitwall.jdbc.config.ConnectionProperty;
import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.FlightClient.ClientStreamListener;
import org.apache.arrow.flight.FlightClient.ExchangeReaderWriter;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.NoOpSessionOptionValueVisitor;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The way to a server: one connection of HTTP/2, and the session behind it. Thread-safe. */
public final class FlightLink implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(FlightLink.class.getName());
  private static final Schema NO_COLUMNS = new Schema(List.of());

  /** A server that is gone must not keep a client from leaving. */
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final ConnectionConfig config;
  private final ArrowConnection arrow;
  private final BufferAllocator allocator;
  private final ScheduledThreadPoolExecutor clock;
  private final Set<AutoCloseable> held = ConcurrentHashMap.newKeySet();
  private volatile boolean lost;

  private FlightLink(
      ConnectionConfig config,
      ArrowConnection arrow,
      BufferAllocator allocator,
      ScheduledThreadPoolExecutor clock) {
    this.config = config;
    this.arrow = arrow;
    this.allocator = allocator;
    this.clock = clock;
  }

  /**
   * Connects, logs in, and hears the server's first answer.
   *
   * @throws SQLException 08001 when the server cannot be reached or the JVM lacks a flag, 28000
   *     when it does not let this user in
   */
  public static FlightLink open(ConnectionConfig config) throws SQLException {
    MemoryAccess.check();
    QuietLoggers.hush();
    ScheduledThreadPoolExecutor clock = newClock();
    BufferAllocator allocator = new RootAllocator();
    Duration patience = config.seconds(ConnectionProperty.CONNECT_TIMEOUT);
    FlightLink link;
    try {
      ArrowConnection arrow =
          new CallScope(patience).callLimited(clock, () -> ArrowConnection.open(config, allocator));
      link = new FlightLink(config, arrow, allocator, clock);
    } catch (SQLException e) {
      quietly(allocator);
      clock.shutdownNow();
      throw unreachable(config, e);
    }
    try {
      link.sessionOptions(patience);
      link.watch();
      return link;
    } catch (SQLException e) {
      link.close();
      throw unreachable(config, e);
    }
  }

  /**
   * A session without a name ends with its connection, and a server that was restarted opens
   * another for a token of another issuer; neither would know any of its settings. Of one that a
   * password opened the server itself says so.
   */
  private void watch() {
    if (!isOpenedByPassword()) {
      arrow.whenEnded(() -> lost = true);
    }
  }

  private boolean isOpenedByPassword() {
    return config.isSet(ConnectionProperty.USER) && !config.isSet(ConnectionProperty.TOKEN);
  }

  private void checkThere() throws SQLException {
    if (lost) {
      throw SqlErrors.lost();
    }
  }

  public ConnectionConfig config() {
    return config;
  }

  /** Where batches of the client's own are held: parameters, and metadata. */
  public BufferAllocator allocator() {
    return allocator;
  }

  /**
   * Frees something of {@link #allocator} when this is closed, unless it is {@linkplain #letGo let
   * go} before. May be called from any thread; what is held twice is freed once.
   *
   * @param memory whose error, if it cannot be freed, is logged and not thrown
   */
  public void hold(AutoCloseable memory) {
    held.add(memory);
  }

  /** Leaves to the caller again what {@link #hold} was given; does nothing if it is not held. */
  public void letGo(AutoCloseable memory) {
    held.remove(memory);
  }

  /** The metadata of Arrow's driver, which reads the server's facts. */
  public DatabaseMetaData arrowMetadata() throws SQLException {
    return arrow.connection().getMetaData();
  }

  FlightSqlClient client() {
    return arrow.client();
  }

  CallOption[] options() {
    return arrow.options();
  }

  /** Asks for what the server answers with a flight, and waits for its first batch. */
  public Answer run(CallScope scope, FlightCall call) throws SQLException {
    checkThere();
    return scope.callLimited(
        clock,
        () -> {
          FlightInfo info = call.send(client(), options());
          Schema schema = info.getSchemaOptional().orElse(NO_COLUMNS);
          FlightBatches batches = new FlightBatches(this, scope, info);
          if (!schema.getFields().isEmpty()) {
            batches.open();
          }
          return new Answer(schema, StatementNote.decode(info.getAppMetadata()), batches);
        });
  }

  /**
   * Sends a query and a row of values for its parameters, and waits for the first batch of its
   * answer: one call, of which Flight SQL's own would be three.
   */
  public Answer exchange(CallScope scope, String sql, VectorSchemaRoot values) throws SQLException {
    checkThere();
    return scope.callLimited(
        clock,
        () -> {
          ExchangeReaderWriter call = arrow.flight().doExchange(command(sql), options());
          FlightBatches batches = new FlightBatches(this, scope, call.getReader());
          try {
            send(values, call.getWriter());
          } catch (RuntimeException e) {
            batches.close();
            throw e;
          }
          batches.open();
          Schema schema = call.getReader().getSchema();
          return new Answer(schema, StatementNote.of(schema), batches);
        });
  }

  private static FlightDescriptor command(String sql) {
    CommandStatementQuery query = CommandStatementQuery.newBuilder().setQuery(sql).build();
    return FlightDescriptor.command(Any.pack(query).toByteArray());
  }

  /** Why a server wants no more is said where its answer is read. */
  private static void send(VectorSchemaRoot values, ClientStreamListener writer) {
    writer.start(values);
    if (values.getRowCount() > 0) {
      writer.putNext();
    }
    writer.completed();
  }

  /** Prepares a statement. */
  public PreparedStatement prepare(CallScope scope, String sql) throws SQLException {
    checkThere();
    return scope.callLimited(clock, () -> client().prepare(sql, options()));
  }

  /** Closes a prepared statement; the server forgets it by itself if it does not hear of it. */
  public void closeQuietly(PreparedStatement statement) {
    quietly(() -> statement.close(within(GOODBYE)));
  }

  /** Makes a single call. */
  public <T> T call(Callable<T> call) throws SQLException {
    checkThere();
    return new CallScope(Duration.ZERO).call(call);
  }

  /**
   * The options of the session, as text; a real call, and a cheap one.
   *
   * @param patience zero for no end
   */
  public Map<String, SessionOptionValue> sessionOptions(Duration patience) throws SQLException {
    return call(
        () ->
            client()
                .getSessionOptions(new GetSessionOptionsRequest(), within(patience))
                .getSessionOptions());
  }

  /** An option of the session that is text; empty when the server has none of that name. */
  public Optional<String> sessionOption(String name) throws SQLException {
    return Optional.ofNullable(sessionOptions(Duration.ZERO).get(name))
        .map(value -> value.acceptVisitor(new TextVisitor()));
  }

  /** Sets an option of the session; false when the server has no such option or value. */
  public boolean setSessionOption(String name, String value) throws SQLException {
    SessionOptionValue option = SessionOptionValueFactory.makeSessionOptionValue(value);
    SetSessionOptionsRequest request = new SetSessionOptionsRequest(Map.of(name, option));
    return !call(() -> client().setSessionOptions(request, options())).hasErrors();
  }

  /** Never fails, whether the server is there or not. */
  @Override
  public void close() {
    if (isOpenedByPassword()) {
      // The session is ours alone. One that came with a token may be used elsewhere, and one
      // without a name ends with the connection.
      quietly(() -> client().closeSession(new CloseSessionRequest(), within(GOODBYE)));
    }
    quietly(arrow);
    held.forEach(FlightLink::quietly);
    quietly(allocator);
    clock.shutdownNow();
  }

  /** Its one thread lives only while something has a time-out. */
  private static ScheduledThreadPoolExecutor newClock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "pitwall-jdbc-time-out");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    clock.setKeepAliveTime(1, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
    return clock;
  }

  private CallOption[] within(Duration patience) {
    CallOption[] options = options();
    if (patience.isZero()) {
      return options;
    }
    CallOption[] limited = Arrays.copyOf(options, options.length + 1);
    limited[options.length] = CallOptions.timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    return limited;
  }

  private static SQLException unreachable(ConnectionConfig config, SQLException e) {
    if (e instanceof SQLInvalidAuthorizationSpecException) {
      return e;
    }
    boolean encrypted = !config.get(ConnectionProperty.TLS).equals(Optional.of("off"));
    String problem =
        "no connection to "
            + config.host()
            + ":"
            + config.port()
            + (encrypted ? " with encryption: " : " without encryption: ")
            + advice(e.getMessage(), encrypted);
    SQLException failure = SqlErrors.connection(problem);
    failure.initCause(e);
    return failure;
  }

  /** Neither side says of the other that it does or does not encrypt; this is how it looks. */
  private static String advice(String problem, boolean encrypted) {
    if (encrypted && problem.contains("not an SSL/TLS record")) {
      return "the server does not encrypt; set tls=off";
    }
    if (problem.contains("PKIX path")) {
      return problem + "; name its authority with tlsRootCertificates or trustStore";
    }
    boolean cutOff = problem.contains("Network closed") || problem.contains("SETTINGS");
    return !encrypted && cutOff ? problem + "; if the server encrypts, set tls=on" : problem;
  }

  private static void quietly(AutoCloseable closing) {
    try {
      closing.close();
    } catch (Exception e) {
      LOGGER.log(Level.FINE, "a connection could not be closed in order", e);
    }
  }

  /** A call that is answered with a flight. */
  @FunctionalInterface
  public interface FlightCall {
    FlightInfo send(FlightSqlClient client, CallOption... options);
  }

  private static final class TextVisitor extends NoOpSessionOptionValueVisitor<String> {
    @Override
    public String visit(String value) {
      return value;
    }
  }
}
