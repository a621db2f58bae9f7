package dev.pitwall.flight.security;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.Login;
import dev.pitwall.cli.connect.OwnCertificate;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.SecurityConfig;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.TlsConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.client.TestCertificate;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are encrypted, and clients that show a certificate. */
class TlsTest {
  @TempDir private static Path files;

  private static TestCertificate server;
  private static TestCertificate client;
  private static TestCertificate stranger;

  @TempDir private Path directory;
  private final BufferAllocator allocator = new RootAllocator();
  private TestEngine engine;

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = TestCertificate.make(files, "server");
    client = TestCertificate.make(files, "client");
    stranger = TestCertificate.make(files, "stranger");
  }

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
  }

  @AfterEach
  void close() {
    engine.close();
    allocator.close();
  }

  @Test
  void ourOwnClientTrustsTheServersCertificate() {
    ServerConfig config = tls(Optional.empty()).withUsers(Map.of("alice", "secret"));
    try (PitwallServer running = PitwallServer.start(config, engine.engine());
        RemoteClient remote =
            RemoteClient.connect(
                address(running).trusting(server.certificate()),
                Optional.of(new Login.Password("alice", "secret")));
        ClientAnswer answer = remote.run("SELECT CURRENT_USER");
        VectorSchemaRoot batch = answer.next()) {
      assertThat(Batches.rows(batch)).containsExactly(row("alice"));
    }
  }

  @Test
  void ourOwnClientTrustsNobodyElse() {
    try (PitwallServer running = PitwallServer.start(tls(Optional.empty()), engine.engine())) {
      assertUnreachable(address(running));
      assertUnreachable(address(running).trusting(stranger.certificate()));
      assertUnreachable(new ServerAddress("127.0.0.1", running.port()));
    }
  }

  @Test
  void aClientWithoutATrustedCertificateIsNotLetIn() throws Exception {
    ServerConfig config = tls(Optional.of(client.certificate()));
    try (PitwallServer running = PitwallServer.start(config, engine.engine())) {
      assertThat(isLetIn(running, Optional.of(client))).isTrue();
      assertThat(isLetIn(running, Optional.of(stranger))).isFalse();
      assertThat(isLetIn(running, Optional.empty())).isFalse();
      assertThat(isLetIn(running, Optional.of(client))).isTrue();
    }
  }

  @Test
  void ourOwnClientShowsItsCertificate() {
    ServerConfig config = tls(Optional.of(client.certificate()));
    try (PitwallServer running = PitwallServer.start(config, engine.engine())) {
      ServerAddress address = address(running).trusting(server.certificate());
      try (RemoteClient remote =
              RemoteClient.connect(address.showing(own(client)), Optional.empty());
          ClientAnswer answer = remote.run("SELECT CURRENT_USER");
          VectorSchemaRoot batch = answer.next()) {
        assertThat(batch.getRowCount()).isEqualTo(1);
      }
      assertUnreachable(address.showing(own(stranger)));
      assertUnreachable(address);
      for (Path wrong : List.of(files.resolve("none.key"), server.certificate())) {
        OwnCertificate broken = new OwnCertificate(client.certificate(), wrong);
        assertThatThrownBy(() -> RemoteClient.connect(address.showing(broken), Optional.empty()))
            .isInstanceOfSatisfying(
                PitwallException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
            .hasMessageContaining(wrong.toString());
      }
    }
  }

  private static OwnCertificate own(TestCertificate own) {
    return new OwnCertificate(own.certificate(), own.key());
  }

  @Test
  void aServerWithoutUsersMayListenAnywhereWhereClientsShowCertificates() {
    SecurityConfig open = tls(Optional.empty()).security();
    ServerConfig known = tls(Optional.of(client.certificate()));
    ServerConfig anywhere =
        new ServerConfig(
            "0.0.0.0", 0, Map.of(), known.sessions(), known.streams(), known.security());
    assertThat(anywhere.users()).isEmpty();
    assertThatThrownBy(
            () -> new ServerConfig("0.0.0.0", 0, Map.of(), known.sessions(), known.streams(), open))
        .hasMessageContaining("would listen on 0.0.0.0 and let everyone in");
  }

  @Test
  void aServerDoesNotStartWithWrongFiles() throws IOException {
    Path none = files.resolve("none.pem");
    assertNotStarted(new TlsConfig(none, server.key(), Optional.empty()), "server.tls.certificate");
    assertNotStarted(new TlsConfig(server.certificate(), none, Optional.empty()), "server.tls.key");
    Path garbage = Files.writeString(files.resolve("garbage.pem"), "no certificate");
    assertNotStarted(
        new TlsConfig(garbage, server.key(), Optional.empty()), "are not a certificate chain");
    assertNotStarted(
        new TlsConfig(server.certificate(), stranger.key(), Optional.empty()),
        "are not a certificate chain");
    assertNotStarted(
        new TlsConfig(server.certificate(), server.key(), Optional.of(garbage)),
        "server.tls.trusted_clients");
  }

  private void assertNotStarted(TlsConfig tls, String message) {
    ServerConfig config =
        ServerConfig.onLoopback(0)
            .withSecurity(new SecurityConfig(Optional.of(tls), Optional.empty()));
    assertThatThrownBy(() -> PitwallServer.start(config, engine.engine()))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .hasMessageContaining(message);
  }

  private static ServerConfig tls(Optional<Path> trustedClients) {
    TlsConfig tls = new TlsConfig(server.certificate(), server.key(), trustedClients);
    return ServerConfig.onLoopback(0)
        .withSecurity(new SecurityConfig(Optional.of(tls), Optional.empty()));
  }

  private static ServerAddress address(PitwallServer running) {
    return ServerAddress.parse("grpc+tls://127.0.0.1:" + running.port());
  }

  private static void assertUnreachable(ServerAddress address) {
    assertThatThrownBy(() -> RemoteClient.connect(address, Optional.empty()))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
  }

  private boolean isLetIn(PitwallServer running, Optional<TestCertificate> own)
      throws IOException, GeneralSecurityException {
    try (InputStream trusted = Files.newInputStream(server.certificate())) {
      FlightClient.Builder builder =
          FlightClient.builder(allocator, Location.forGrpcTls("127.0.0.1", running.port()))
              .trustedCertificates(trusted);
      if (own.isPresent()) {
        builder.clientCertificate(
            Files.newInputStream(own.get().certificate()), Files.newInputStream(own.get().key()));
      }
      try (FlightSqlClient sql = new FlightSqlClient(builder.build())) {
        sql.execute("SELECT 1");
        return true;
      } catch (FlightRuntimeException e) {
        assertThat(e.status().code()).isEqualTo(FlightStatusCode.UNAVAILABLE);
        return false;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
