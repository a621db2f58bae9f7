package dev.pitwall.flight.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.SessionLimits;
import dev.pitwall.flight.testing.MovableClock;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ClientSessionsTest {
  private static final Credentials NOTHING = new Credentials.None();
  private static final Credentials ALICE = new Credentials.Password("alice", "secret");
  private static final Duration IDLE = Duration.ofHours(1);

  @AutoClose private final BufferAllocator allocator = new RootAllocator();
  private final MovableClock clock = new MovableClock();

  @Test
  void aNamelessClientHasOneSessionAConnection() {
    try (ClientSessions sessions = sessions(Map.of(), 10)) {
      Connection one = sessions.connected();
      Connection two = sessions.connected();
      ClientSession session = sessions.admit(one, NOTHING).session();
      assertThat(sessions.admit(one, NOTHING).session()).isSameAs(session);
      assertThat(sessions.admit(two, NOTHING).session()).isNotSameAs(session);
    }
  }

  @Test
  void aConnectionThatEndsFreesItsNamelessSession() {
    try (ClientSessions sessions = sessions(Map.of(), 10)) {
      Connection connection = sessions.connected();
      fill(sessions.admit(connection, NOTHING).session());
      assertThat(allocator.getAllocatedMemory()).isPositive();
      sessions.disconnected(connection);
      assertThat(allocator.getAllocatedMemory()).isZero();
      assertThat(sessions.size()).isZero();
    }
  }

  @Test
  void aTokenNamesItsSessionOverAnyConnection() {
    try (ClientSessions sessions = sessions(Map.of("alice", "secret"), 10)) {
      Connection first = sessions.connected();
      Admission admission = sessions.admit(first, ALICE);
      sessions.disconnected(first);
      clock.advance(IDLE.minusSeconds(1));
      Credentials token = new Credentials.Token(admission.token().orElseThrow());
      assertThat(sessions.admit(sessions.connected(), token).session())
          .isSameAs(admission.session());
    }
  }

  @Test
  void aClientThatSendsItsPasswordEachTimeKeepsItsSession() {
    try (ClientSessions sessions = sessions(Map.of("alice", "secret"), 10)) {
      Connection connection = sessions.connected();
      ClientSession session = sessions.admit(connection, ALICE).session();
      assertThat(sessions.admit(connection, ALICE).session()).isSameAs(session);
    }
  }

  @Test
  void aSessionEndsWhenItsClientWasAwayTooLong() {
    try (ClientSessions sessions = sessions(Map.of(), 10)) {
      Connection connection = sessions.connected();
      Admission admission = sessions.admit(connection, ALICE);
      fill(admission.session());
      sessions.disconnected(connection);
      clock.advance(IDLE.plusSeconds(1));
      sessions.endExpired();
      assertThat(allocator.getAllocatedMemory()).isZero();
      Credentials token = new Credentials.Token(admission.token().orElseThrow());
      assertRefused(() -> sessions.admit(sessions.connected(), token), "connect again");
    }
  }

  @Test
  void aConnectedSessionIsKeptHoweverLongItIsIdle() {
    try (ClientSessions sessions = sessions(Map.of(), 10)) {
      Connection connection = sessions.connected();
      ClientSession session = sessions.admit(connection, ALICE).session();
      clock.advance(IDLE.multipliedBy(10));
      sessions.endExpired();
      assertThat(sessions.admit(connection, ALICE).session()).isSameAs(session);
    }
  }

  @Test
  void whoIsNotAUserIsRefused() {
    try (ClientSessions sessions = sessions(Map.of("alice", "secret"), 10)) {
      Connection connection = sessions.connected();
      assertRefused(() -> sessions.admit(connection, NOTHING), "wants a user name");
      assertRefused(
          () -> sessions.admit(connection, new Credentials.Password("alice", "wrong")), "wrong");
      assertRefused(() -> sessions.admit(connection, new Credentials.Password("bob", "")), "wrong");
      assertRefused(
          () -> sessions.admit(connection, new Credentials.Token("guess")), "connect again");
      assertThat(sessions.size()).isZero();
    }
  }

  @Test
  void theSessionAwayLongestMakesRoom() {
    try (ClientSessions sessions = sessions(Map.of(), 2)) {
      Connection away = sessions.connected();
      Admission first = sessions.admit(away, ALICE);
      sessions.disconnected(away);
      Connection connection = sessions.connected();
      sessions.admit(connection, NOTHING);
      sessions.admit(connection, ALICE);
      Credentials token = new Credentials.Token(first.token().orElseThrow());
      assertRefused(() -> sessions.admit(connection, token), "connect again");
    }
  }

  @Test
  void tooManySessionsAreRefused() {
    try (ClientSessions sessions = sessions(Map.of(), 1)) {
      sessions.admit(sessions.connected(), NOTHING);
      Connection second = sessions.connected();
      assertThatThrownBy(() -> sessions.admit(second, NOTHING))
          .asInstanceOf(InstanceOfAssertFactories.type(PitwallException.class))
          .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
    }
  }

  @Test
  void endingASessionCancelsItsWorkAndWaitsForIt() {
    try (ClientSessions sessions = sessions(Map.of(), 10)) {
      ClientSession session = sessions.admit(sessions.connected(), NOTHING).session();
      fill(session);
      AtomicBoolean cancelled = new AtomicBoolean();
      ClientSession.Lease lease = session.enter(UUID.randomUUID(), () -> cancelled.set(true));
      sessions.close(session);
      assertThat(cancelled).isTrue();
      assertThat(allocator.getAllocatedMemory()).isPositive();
      assertRefused(() -> session.call(() -> 1), "closed");
      lease.close();
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }

  private ClientSessions sessions(Map<String, String> users, int limit) {
    SessionLimits limits = new SessionLimits(limit, 10, 10, 1_000, IDLE, IDLE, IDLE);
    ServerConfig defaults = ServerConfig.onLoopback(0);
    ServerConfig config = new ServerConfig(defaults.host(), 0, users, limits, defaults.streams());
    return new ClientSessions(config, this::open, clock);
  }

  private QuerySession open(String user) {
    return new QuerySession(user, allocator.newChildAllocator(user, 0, Long.MAX_VALUE));
  }

  private static void fill(ClientSession session) {
    IntVector vector = new IntVector("x", session.query().allocator());
    vector.setSafe(0, 1);
    VectorSchemaRoot batch = VectorSchemaRoot.of(vector);
    batch.setRowCount(1);
    session.query().put(new TemporaryTable("t", batch.getSchema(), List.of(batch)));
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .hasMessageContaining(message)
        .asInstanceOf(InstanceOfAssertFactories.type(PitwallException.class))
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.INVALID_AUTHORIZATION));
  }
}
