package dev.pitwall.delta.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How tables under {@code s3a://} are reached.
 *
 * @param endpoint the server; empty for that of AWS
 * @param region empty for what the AWS environment says
 * @param addressing how requests name the bucket
 * @param credentials empty for AWS's default chain of providers
 * @param connections at most so many at one time to one bucket
 * @param connectTimeout to connect
 * @param requestTimeout for the answer to one request to begin
 * @param retries how often a request that failed in passing is made again
 */
record S3Options(
    Optional<URI> endpoint,
    Optional<String> region,
    Addressing addressing,
    Optional<S3Credentials> credentials,
    int connections,
    Duration connectTimeout,
    Duration requestTimeout,
    int retries) {

  /** How a request names its bucket: in the path, or in the host. */
  enum Addressing {
    PATH,
    HOST
  }
}
