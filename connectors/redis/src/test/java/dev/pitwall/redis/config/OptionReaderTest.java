package dev.pitwall.redis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionReaderTest {
  @Test
  void isOneServerOnThisMachineUnlessToldOtherwise() {
    RedisOptions options = OptionReader.read(Map.of());
    assertThat(options.servers()).hasToString("[127.0.0.1:6379]");
    assertThat(options.deployment()).isEqualTo(Deployment.SINGLE);
    assertThat(options.readVersions()).containsExactly(KeyVersion.V3);
    assertThat(options.keyTimeToLive()).isEmpty();
    assertThat(options.limits()).isEqualTo(TimeLimits.DEFAULT);
  }

  @Test
  void readsEverything() {
    RedisOptions options =
        OptionReader.read(
            Map.of(
                "uris", "rediss://a, rediss://b:7000",
                "project", "shop",
                "user", "reader",
                "password", "secret",
                "read_key_versions", "3,2,1",
                "key_ttl", "30d",
                "read_timeout", "100ms"));
    assertThat(options.servers()).hasToString("[a:6379, b:7000]");
    assertThat(options.deployment()).isEqualTo(Deployment.CLUSTER);
    assertThat(options.keyTimeToLive()).contains(Duration.ofDays(30));
    assertThat(options.limits().read()).isEqualTo(Duration.ofMillis(100));
    assertThat(options.readVersions()).containsExactly(KeyVersion.V3, KeyVersion.V2, KeyVersion.V1);
    assertThat(options.toString()).contains("reader").doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uri | redis://a | there is no key uri; did you mean uris?",
        "uris | a:6379 | uris",
        "uris | http://a | uris",
        "uris | redis://a/2 | uris",
        "uris | redis://a,rediss://b | uris",
        "uris | redis://x:secret@a | user and password",
        "mode | both | mode",
        "user | reader | password",
        "tls.certificate | /nowhere.pem | tls.certificate",
        "read_key_versions | 2 | read_key_versions",
        "read_key_versions | 3,4 | read_key_versions",
        "key_ttl | 1 | key_ttl",
        "lookup_deadline | 0s | lookup_deadline",
        "read_timeout | 0.1ms | read_timeout is at least 1ms",
        "in_flight | 0 | in_flight",
        "in_flight | many | in_flight",
      })
  void namesTheKeyThatIsWrong(String key, String value, String named) {
    assertThatThrownBy(() -> OptionReader.read(Map.of(key, value)))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .hasMessageContaining(named)
        .hasMessageNotContaining("secret");
  }
}
