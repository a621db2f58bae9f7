package dev.pitwall.delta.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * What signs requests to an object store.
 *
 * @param accessKey the key's id
 * @param secretKey a secret
 * @param sessionToken a secret that goes with temporary keys
 */
record S3Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
  S3Credentials {
    Objects.requireNonNull(accessKey, "accessKey");
    Objects.requireNonNull(secretKey, "secretKey");
  }

  @Override
  public String toString() {
    return "S3Credentials[hidden]";
  }
}
