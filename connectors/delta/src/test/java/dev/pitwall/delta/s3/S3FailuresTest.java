package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.testkit.s3.Fault;
import dev.pitwall.testkit.s3.FaultyFront;
import dev.pitwall.testkit.s3.S3Server;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Object stores that are away, refuse, or lack the bucket: one clear error each, and no secret. */
class S3FailuresTest {
  @TempDir Path directory;
  private S3Server server;

  @BeforeEach
  void start() {
    server = S3Server.start(directory);
    server.bucket("lake");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aBucketThatIsNotThere() {
    PitwallException error = read("s3a://elsewhere/t", Map.of());
    assertThat(error.code()).isEqualTo(ErrorCode.LOCATION_NOT_FOUND);
    assertThat(error).hasMessageContaining("no such bucket").hasMessageContaining("elsewhere");
  }

  @Test
  void aTableThatIsNotThere() {
    PitwallException error = read("s3a://lake/t", Map.of());
    assertThat(error.code()).isEqualTo(ErrorCode.LOCATION_NOT_FOUND);
    assertThat(error).hasMessage("there is nothing at 's3a://lake/t'");
  }

  @Test
  void anUnknownKeyAndAWrongSecret() {
    for (String option : new String[] {"s3.access_key", "s3.secret_key"}) {
      PitwallException error = read("s3a://lake/t", Map.of(option, "not-the-right-one"));
      assertThat(error.code()).isEqualTo(ErrorCode.STORE_FAILURE);
      assertThat(error).hasMessageContaining("403").hasMessageContaining("credentials");
    }
  }

  @Test
  void aServerThatIsNotThere() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PitwallException error =
        read("s3a://lake/t", Map.of("s3.endpoint", "http://127.0.0.1:" + port));
    assertThat(error.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    assertThat(error).hasMessageContaining("does not answer").hasMessageContaining("s3.endpoint");
  }

  @Test
  void aServerThatIsSilentOrBusy() {
    for (Fault fault : new Fault[] {Fault.SILENCE, Fault.ANSWER_503}) {
      try (FaultyFront front = FaultyFront.of(server.endpoint())) {
        front.fail("", fault, Integer.MAX_VALUE);
        Map<String, String> options =
            Map.of(
                "s3.endpoint", front.endpoint().toString(),
                "s3.request_timeout", "200ms",
                "s3.retries", "1");
        PitwallException error = read("s3a://lake/t", options);
        assertThat(error.code()).as(fault.name()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
      }
    }
  }

  @Test
  void credentialsInALocationAreRefusedAndNotRepeated() {
    PitwallException error = read("s3a://key:hidden@lake/t", Map.of());
    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_VALUE);
    assertThat(error.getMessage()).doesNotContain("hidden").contains("stores.delta");
  }

  @Test
  void storesOfOneProcessKeepTheirCredentialsToThemselves() {
    assertThat(read("s3a://lake/t", Map.of()).code()).isEqualTo(ErrorCode.LOCATION_NOT_FOUND);
    try (DeltaOfflineStore first = new DeltaOfflineStore(server.options())) {
      assertThat(failure(first, "s3a://lake/t")).hasMessageContaining("there is nothing");
      assertThat(read("s3a://lake/t", Map.of("s3.secret_key", "not-the-right-one")))
          .hasMessageContaining("403");
    }
  }

  @Test
  void theEnvironmentOfAwsGivesCredentials() {
    System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    URI endpoint = server.endpoint();
    try (DeltaOfflineStore store =
        new DeltaOfflineStore(Map.of("s3.endpoint", endpoint.toString()))) {
      assertThat(failure(store, "s3a://lake/t")).hasMessageContaining("there is nothing");
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  private PitwallException read(String location, Map<String, String> changed) {
    Map<String, String> options = new HashMap<>(server.options());
    options.putAll(changed);
    try (DeltaOfflineStore store = new DeltaOfflineStore(options)) {
      PitwallException error = failure(store, location);
      assertThat(error.getMessage())
          .doesNotContain(S3Server.ACCESS_KEY)
          .doesNotContain(S3Server.SECRET_KEY)
          .doesNotContain("not-the-right-one")
          .doesNotContain("\n");
      return error;
    }
  }

  private static PitwallException failure(DeltaOfflineStore store, String location) {
    TableSource table = new TableSource(SourceFormat.DELTA, location, Map.of());
    return catchThrowableOfType(
        PitwallException.class, () -> store.snapshot(table, new SnapshotSelector.Latest()));
  }
}
