package dev.pitwall.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.redis.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, to a server whose certificate this test makes. */
class TlsTest {
  private static final String WORD = "changeit";

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir private Path directory;

  @Test
  void trustsTheCertificateItIsToldToAndNoOther() throws Exception {
    makeCertificate("redis", "ip:127.0.0.1");
    makeCertificate("other", "ip:127.0.0.1");
    int port = RedisServer.freePort();
    try (RedisServer server = startServer("redis", port)) {
      String uri = "rediss://127.0.0.1:" + port;
      try (RedisOnlineStore store = Stores.open(trusting(uri, "redis"))) {
        StoreRows rows = new StoreRows(store, allocator.get());
        rows.write(DriverView.VIEW, DriverView.rows(5));
        assertThat(rows.find(DriverView.VIEW, DriverView.keys(5))).isEqualTo(DriverView.answers(5));
      }
      assertDistrusted(trusting(uri, "other"));
      assertDistrusted(Map.of("uris", uri));
      assertThat(server.call("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    makeCertificate("redis", "dns:elsewhere.example");
    int port = RedisServer.freePort();
    try (RedisServer server = startServer("redis", port)) {
      assertDistrusted(trusting("rediss://127.0.0.1:" + port, "redis"));
      assertThat(server.call("PING")).isEqualTo("PONG");
    }
  }

  private static void assertDistrusted(Map<String, String> options) {
    assertThatThrownBy(() -> Stores.open(options).close())
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION));
  }

  private Map<String, String> trusting(String uri, String name) {
    return Map.of("uris", uri, "tls.trusted", file(name + ".crt"), "connect_timeout", "5s");
  }

  private RedisServer startServer(String name, int port) {
    return RedisServer.start(
        "--tls-port",
        Integer.toString(port),
        "--tls-cert-file",
        file(name + ".crt"),
        "--tls-key-file",
        file(name + ".key"),
        "--tls-ca-cert-file",
        file(name + ".crt"),
        "--tls-auth-clients",
        "no");
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private void makeCertificate(String name, String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=" + host,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file(name + ".p12"),
                    "-storepass",
                    WORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stored = Files.newInputStream(directory.resolve(name + ".p12"))) {
      keys.load(stored, WORD.toCharArray());
    }
    writePem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    writePem(name + ".key", "PRIVATE KEY", keys.getKey(name, WORD.toCharArray()).getEncoded());
  }

  private void writePem(String name, String kind, byte[] bytes) throws IOException {
    String text =
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind);
    Files.writeString(directory.resolve(name), text);
  }
}
