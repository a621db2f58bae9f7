package dev.pitwall.flight.handle;

import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.flight.config.SessionLimits;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The statements that one session holds open: prepared ones, and tickets to redeem. Thread-safe.
 */
public final class OpenStatements {
  private final String session;
  private final HandleCodec codec;
  private final SessionLimits limits;
  private final InstantSource clock;
  private final Map<UUID, OpenStatement> statements = new HashMap<>();

  /**
   * Makes an empty set.
   *
   * @param session the identity that the handles are bound to
   */
  public OpenStatements(
      String session, HandleCodec codec, SessionLimits limits, InstantSource clock) {
    this.session = Objects.requireNonNull(session, "session");
    this.codec = Objects.requireNonNull(codec, "codec");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Keeps a planned statement until its handle is redeemed, closed or expires.
   *
   * @throws PitwallException LIMIT_EXCEEDED when the session holds too many
   */
  public synchronized byte[] open(HandleKind kind, PreparedQuery query) {
    Instant now = clock.instant();
    statements.values().removeIf(statement -> statement.expiry().isBefore(now));
    if (statements.size() >= limits.statements()) {
      throw new PitwallException(
          ErrorCode.LIMIT_EXCEEDED,
          "the session holds " + limits.statements() + " open statements; close some first");
    }
    UUID id = UUID.randomUUID();
    Duration lifetime = lifetime(kind);
    statements.put(id, new OpenStatement(new BoundStatement(query), now.plus(lifetime)));
    return codec.encode(kind, id, session, lifetime);
  }

  /** A handle for a statement without rows that has already run. */
  public byte[] finished() {
    return codec.encode(
        HandleKind.FINISHED, UUID.randomUUID(), session, lifetime(HandleKind.FINISHED));
  }

  /** What the session may hold. */
  public SessionLimits limits() {
    return limits;
  }

  /** What a handle stands for; checks that it was made for this session and is still good. */
  public Handle decode(byte[] handle) {
    return codec.decode(handle, session);
  }

  /**
   * The same handle, good for its whole lifetime from now.
   *
   * @throws PitwallException INVALID_HANDLE when what it stands for is not open any more
   */
  public synchronized byte[] renew(Handle handle) {
    OpenStatement open = statements.get(handle.id());
    Duration lifetime = lifetime(handle.kind());
    if (open != null) {
      Instant expiry = clock.instant().plus(lifetime);
      statements.put(handle.id(), new OpenStatement(open.statement(), expiry));
    } else if (handle.kind() != HandleKind.FINISHED) {
      throw gone("the statement was run or closed; run it again");
    }
    return codec.encode(handle.kind(), handle.id(), session, lifetime);
  }

  /** A prepared statement, which stays open. */
  public synchronized BoundStatement prepared(Handle handle) {
    require(handle, HandleKind.PREPARED);
    return Optional.ofNullable(statements.get(handle.id()))
        .map(OpenStatement::statement)
        .orElseThrow(() -> gone("the prepared statement was closed; prepare it again"));
  }

  /** The query of a ticket, which is thereby used up. */
  public synchronized PreparedQuery redeem(Handle handle) {
    require(handle, HandleKind.TICKET);
    return Optional.ofNullable(statements.remove(handle.id()))
        .map(open -> open.statement().query())
        .orElseThrow(() -> gone("the ticket was already redeemed; run the statement again"));
  }

  /** Forgets a statement; false when it was not open. */
  public synchronized boolean close(Handle handle) {
    return statements.remove(handle.id()) != null;
  }

  private Duration lifetime(HandleKind kind) {
    return kind == HandleKind.PREPARED ? limits.preparedLifetime() : limits.ticketLifetime();
  }

  private static void require(Handle handle, HandleKind kind) {
    if (handle.kind() != kind) {
      throw gone("the handle is of another kind; run the statement again");
    }
  }

  private static PitwallException gone(String message) {
    return new PitwallException(ErrorCode.INVALID_HANDLE, message);
  }

  private record OpenStatement(BoundStatement statement, Instant expiry) {}
}
