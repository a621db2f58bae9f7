package dev.pitwall.flight.session;

import dev.pitwall.core.session.QuerySession;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.SessionLimits;
import dev.pitwall.flight.handle.HandleCodec;
import dev.pitwall.flight.handle.OpenStatements;
import dev.pitwall.flight.security.TokenVerifier;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Every client's session. Thread-safe.
 *
 * <p>A client that sends a name and password gets a token, and its session lives on between
 * connections until it was away too long. A client that sends a token of another issuer has a
 * session for as long, and sends that token with every call. A client that sends nothing, as ADBC
 * and pyarrow do unless told otherwise, has a session for as long as its connection.
 */
public final class ClientSessions implements AutoCloseable {
  private static final String NAMELESS = "anonymous";
  private static final int TOKEN_BYTES = 32;

  private final UserDirectory users;
  private final Optional<TokenVerifier> tokens;
  private final SessionLimits limits;
  private final Function<String, QuerySession> engine;
  private final InstantSource clock;
  private final HandleCodec codec;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, NamedSession> named = new HashMap<>();
  private final Set<Connection> connections = new HashSet<>();

  /**
   * Makes an empty set.
   *
   * @param engine opens an engine's session for a user
   */
  public ClientSessions(
      ServerConfig config, Function<String, QuerySession> engine, InstantSource clock) {
    this.users = new UserDirectory(config.users(), config.security());
    this.tokens = config.security().tokens().map(TokenVerifier::new);
    this.limits = config.sessions();
    this.engine = Objects.requireNonNull(engine, "engine");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.codec = new HandleCodec(clock);
  }

  synchronized Connection connected() {
    Connection connection = new Connection();
    connections.add(connection);
    return connection;
  }

  void disconnected(Connection connection) {
    detach(connection).ifPresent(ClientSession::end);
  }

  /**
   * The session of a call.
   *
   * @throws PitwallException INVALID_AUTHORIZATION when the client may not connect or its token is
   *     unknown; LIMIT_EXCEEDED when there are too many sessions
   */
  Admission admit(Connection connection, Credentials credentials) {
    List<ClientSession> evicted = new ArrayList<>();
    try {
      return admit(connection, verified(credentials), evicted);
    } finally {
      evicted.forEach(ClientSession::end);
    }
  }

  /** Ends a session at its client's wish; does nothing when it has ended. */
  public void close(ClientSession session) {
    forget(session);
    session.end();
  }

  /** Ends the sessions whose clients were away too long. */
  void endExpired() {
    expired().forEach(this::close);
  }

  /** How many sessions there are. */
  public synchronized int size() {
    return named.size() + (int) connections.stream().filter(c -> c.nameless().isPresent()).count();
  }

  @Override
  public void close() {
    all().forEach(this::close);
  }

  /**
   * Whether it takes long to find out whose credentials these are.
   *
   * @param header of which only the form is looked at: it is read when the call begins
   */
  boolean waits(String header) {
    return Credentials.isPassword(header) || (tokens.isPresent() && TokenVerifier.isSigned(header));
  }

  private boolean isIssuedByOthers(Credentials credentials) {
    return credentials instanceof Credentials.Token token
        && tokens.isPresent()
        && TokenVerifier.isSigned(token.token());
  }

  /** Not under the lock: keys may have to be asked for. */
  private Credentials verified(Credentials credentials) {
    return isIssuedByOthers(credentials) && credentials instanceof Credentials.Token token
        ? new Credentials.Identity(tokens.get().verify(token.token()).user(), token.token())
        : credentials;
  }

  private synchronized Admission admit(
      Connection connection, Credentials credentials, List<ClientSession> evicted) {
    if (credentials instanceof Credentials.Token token) {
      return byToken(connection, token.token());
    }
    if (credentials instanceof Credentials.Identity identity) {
      return byIdentity(connection, identity, evicted);
    }
    if (credentials instanceof Credentials.Password password) {
      return byPassword(connection, password, evicted);
    }
    return nameless(connection, evicted);
  }

  private Admission byToken(Connection connection, String token) {
    NamedSession session = named.get(token);
    if (session == null) {
      throw refused("the session has ended or is not known to this server; connect again");
    }
    connection.use(session);
    return new Admission(session.session(), Optional.of(token));
  }

  /**
   * The client goes on to send what it sent, and it is verified each time: a token of ours would
   * outlive it.
   */
  private Admission byIdentity(
      Connection connection, Credentials.Identity identity, List<ClientSession> evicted) {
    NamedSession session =
        connection
            .openedBy(identity.user())
            .or(() -> Optional.ofNullable(named.get(identity.token())))
            .orElseGet(() -> openNamed(connection, identity.user(), identity.token(), evicted));
    connection.use(session);
    return new Admission(session.session(), Optional.empty());
  }

  private Admission byPassword(
      Connection connection, Credentials.Password password, List<ClientSession> evicted) {
    if (!users.admits(password)) {
      throw refused("the user name or the password is wrong");
    }
    NamedSession session =
        connection
            .openedBy(password.user())
            .orElseGet(() -> openNamed(connection, password.user(), newToken(), evicted));
    return new Admission(session.session(), Optional.of(session.token()));
  }

  private NamedSession openNamed(
      Connection connection, String user, String token, List<ClientSession> evicted) {
    NamedSession session = new NamedSession(token, user, open(user, evicted), clock.instant());
    named.put(token, session);
    connection.opened(session);
    return session;
  }

  private Admission nameless(Connection connection, List<ClientSession> evicted) {
    if (!users.admitsNameless()) {
      throw refused(
          tokens.isPresent()
              ? "this server wants a bearer token" + (users.isEmpty() ? "" : ", or a password")
              : "this server wants a user name and a password");
    }
    ClientSession session =
        connection
            .nameless()
            .orElseGet(
                () -> {
                  ClientSession opened = open(NAMELESS, evicted);
                  connection.nameless(opened);
                  return opened;
                });
    return new Admission(session, Optional.empty());
  }

  private ClientSession open(String user, List<ClientSession> evicted) {
    if (size() >= limits.sessions()) {
      evicted.add(evictLongestAway());
    }
    String id = UUID.randomUUID().toString();
    OpenStatements statements = new OpenStatements(id, codec, limits, clock);
    return new ClientSession(id, engine.apply(user), statements);
  }

  private ClientSession evictLongestAway() {
    ClientSession away =
        named.values().stream()
            .filter(NamedSession::isDetached)
            .min(Comparator.comparing(NamedSession::detachedSince))
            .map(NamedSession::session)
            .orElseThrow(
                () ->
                    new PitwallException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "the server has " + limits.sessions() + " sessions open; try again later"));
    forget(away);
    return away;
  }

  private synchronized void forget(ClientSession session) {
    List<NamedSession> found =
        named.values().stream().filter(candidate -> candidate.session() == session).toList();
    for (NamedSession match : found) {
      named.remove(match.token());
      connections.forEach(connection -> connection.forget(match));
    }
    connections.stream()
        .filter(connection -> connection.nameless().filter(s -> s == session).isPresent())
        .forEach(Connection::forgetNameless);
  }

  private synchronized Optional<ClientSession> detach(Connection connection) {
    connections.remove(connection);
    connection.used().forEach(session -> session.detach(clock.instant()));
    return connection.nameless();
  }

  private synchronized List<ClientSession> expired() {
    Instant bound = clock.instant().minus(limits.idle());
    return named.values().stream()
        .filter(session -> session.isDetached() && session.detachedSince().isBefore(bound))
        .map(NamedSession::session)
        .toList();
  }

  private synchronized List<ClientSession> all() {
    List<ClientSession> all = new ArrayList<>();
    named.values().forEach(session -> all.add(session.session()));
    connections.forEach(connection -> connection.nameless().ifPresent(all::add));
    return all;
  }

  private String newToken() {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private static PitwallException refused(String message) {
    return new PitwallException(ErrorCode.INVALID_AUTHORIZATION, message);
  }
}
