package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Options that are wrong: the key is named, a secret is not. */
class S3OptionsTest {
  @Test
  void namesTheKeyThatIsWrong() {
    refuses(Map.of("s3.endpont", "x"), "there is no key s3.endpont; did you mean s3.endpoint?");
    refuses(Map.of("s3.endpoint", "minio:9000"), "s3.endpoint is like https://host:port");
    refuses(Map.of("s3.endpoint", "http://me:hidden@host"), "without user and password");
    refuses(Map.of("s3.path_style", "yes"), "s3.path_style is true or false");
    refuses(Map.of("s3.connections", "0"), "s3.connections is a number from 1 to 10000, not 0");
    refuses(Map.of("s3.retries", "many"), "s3.retries is a number from 0 to 100, not many");
    refuses(Map.of("s3.request_timeout", "soon"), "stores.delta.s3.request_timeout is a length");
    refuses(Map.of("s3.connect_timeout", "0s"), "s3.connect_timeout is at least 1ms");
  }

  @Test
  void wantsBothHalvesOfCredentials() {
    refuses(Map.of("s3.secret_key", "hidden"), "s3.access_key and s3.secret_key go together");
    refuses(Map.of("s3.access_key", "hidden"), "s3.access_key and s3.secret_key go together");
    refuses(Map.of("s3.session_token", "hidden"), "s3.session_token needs s3.access_key");
  }

  private static void refuses(Map<String, String> options, String message) {
    assertThatThrownBy(() -> new DeltaOfflineStore(options).close())
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .hasMessageContaining(message)
        .hasMessageNotContaining("hidden");
  }
}
