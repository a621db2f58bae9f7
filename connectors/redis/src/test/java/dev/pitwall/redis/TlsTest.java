package dev.pitwall.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.client.TestCertificate;
import dev.pitwall.testkit.redis.RedisServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, to a server whose certificate this test makes. */
class TlsTest {
  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir private Path directory;

  @Test
  void trustsTheCertificateItIsToldToAndNoOther() throws Exception {
    TestCertificate own = TestCertificate.make(directory, "redis");
    TestCertificate other = TestCertificate.make(directory, "other");
    int port = RedisServer.freePort();
    try (RedisServer server = startServer(own, port)) {
      String uri = "rediss://127.0.0.1:" + port;
      try (RedisOnlineStore store = Stores.open(trusting(uri, own))) {
        StoreRows rows = new StoreRows(store, allocator.get());
        rows.write(DriverView.VIEW, DriverView.rows(5));
        assertThat(rows.find(DriverView.VIEW, DriverView.keys(5))).isEqualTo(DriverView.answers(5));
      }
      assertDistrusted(trusting(uri, other));
      assertDistrusted(Map.of("uris", uri));
      assertThat(server.call("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    TestCertificate own = TestCertificate.make(directory, "redis", "dns:elsewhere.example");
    int port = RedisServer.freePort();
    try (RedisServer server = startServer(own, port)) {
      assertDistrusted(trusting("rediss://127.0.0.1:" + port, own));
      assertThat(server.call("PING")).isEqualTo("PONG");
    }
  }

  private static void assertDistrusted(Map<String, String> options) {
    assertThatThrownBy(() -> Stores.open(options).close())
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION));
  }

  private static Map<String, String> trusting(String uri, TestCertificate trusted) {
    return Map.of(
        "uris", uri, "tls.trusted", trusted.certificate().toString(), "connect_timeout", "5s");
  }

  private static RedisServer startServer(TestCertificate own, int port) {
    return RedisServer.start(
        "--tls-port",
        Integer.toString(port),
        "--tls-cert-file",
        own.certificate().toString(),
        "--tls-key-file",
        own.key().toString(),
        "--tls-ca-cert-file",
        own.certificate().toString(),
        "--tls-auth-clients",
        "no");
  }
}
