package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.testkit.client.TestCertificate;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.FlightProducer.CallContext;
import org.apache.arrow.flight.FlightProducer.StreamListener;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.GetSessionOptionsResult;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.NoOpFlightSqlProducer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificates the driver believes; the server does no more than let clients connect. */
class EncryptionTest {
  @TempDir private static Path directory;
  private static Path certificate;
  private static BufferAllocator allocator;
  private static FlightServer server;

  @BeforeAll
  static void start() throws Exception {
    TestCertificate keys = TestCertificate.make(directory, "server");
    certificate = keys.certificate();
    allocator = new RootAllocator();
    server =
        FlightServer.builder(allocator, Location.forGrpcTls("127.0.0.1", 0), new Welcome())
            .useTls(certificate.toFile(), keys.key().toFile())
            .build()
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    allocator.close();
  }

  @Test
  void believesTheCertificatesOfAFile() throws SQLException {
    assertConnects("tls=on&tlsRootCertificates=" + certificate);
  }

  @Test
  void believesTheCertificatesOfAKeyStore() throws Exception {
    Path trusted = directory.resolve("trusted.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate);
        OutputStream file = Files.newOutputStream(trusted)) {
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      store.store(file, "secret".toCharArray());
    }
    assertConnects("tls=on&trustStore=" + trusted + "&trustStorePassword=secret");
    assertThatThrownBy(() -> connect("tls=on&trustStore=" + trusted + "&trustStorePassword=wrong"))
        .hasMessageContaining("check trustStore and trustStorePassword");
  }

  @Test
  void believesNobodyElse() {
    assertThatThrownBy(() -> connect("tls=on"))
        .hasMessageContaining("name its authority with tlsRootCertificates or trustStore");
  }

  @Test
  void believesAnybodyWhenToldTo() throws SQLException {
    assertConnects("tls=unverified");
  }

  @Test
  void saysWhatToCheckWhenItDoesNotEncrypt() {
    assertThatThrownBy(() -> connect("tls=off")).hasMessageContaining("set tls=on");
  }

  @Test
  void namesTheFileThatIsNotThere() {
    String missing = directory.resolve("missing").toString();
    for (String property : List.of("tlsRootCertificates", "trustStore")) {
      assertThatThrownBy(() -> connect("tls=on&" + property + "=" + missing))
          .hasMessageContaining(property + " is not a file that can be read: " + missing);
    }
    assertThatThrownBy(
            () ->
                connect(
                    "tls=unverified&clientKey=" + missing + "&clientCertificate=" + certificate))
        .hasMessageContaining("clientKey is not a file that can be read");
  }

  private static void assertConnects(String properties) throws SQLException {
    try (Connection connection = connect(properties)) {
      assertThat(connection.isValid(0)).isTrue();
    }
  }

  private static Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:pitwall://127.0.0.1:" + server.getPort() + "?" + properties);
  }

  /** Answers the one question that the driver has when it connects. */
  private static final class Welcome extends NoOpFlightSqlProducer {
    @Override
    public void getSessionOptions(
        GetSessionOptionsRequest request,
        CallContext context,
        StreamListener<GetSessionOptionsResult> listener) {
      listener.onNext(new GetSessionOptionsResult(Map.of()));
      listener.onCompleted();
    }
  }
}
