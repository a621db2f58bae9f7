package dev.pitwall.delta.storage;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.time.LengthOfTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the section {@code stores.delta} of the configuration. */
final class S3OptionReader {
  private static final List<String> KEYS =
      List.of(
          "s3.endpoint",
          "s3.region",
          "s3.path_style",
          "s3.access_key",
          "s3.secret_key",
          "s3.session_token",
          "s3.connections",
          "s3.connect_timeout",
          "s3.request_timeout",
          "s3.retries");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final Map<String, String> given;

  private S3OptionReader(Map<String, String> given) {
    this.given = given;
  }

  /**
   * Reads all options, and checks them.
   *
   * @throws PitwallException INVALID_CONFIGURATION naming the key that is wrong
   */
  static S3Options read(Map<String, String> given) {
    for (String key : given.keySet()) {
      if (!KEYS.contains(key)) {
        throw invalid("there is no key " + key + Suggestion.didYouMean(key, KEYS));
      }
    }
    return new S3OptionReader(given).options();
  }

  private S3Options options() {
    Optional<URI> endpoint = text("s3.endpoint").map(S3OptionReader::endpoint);
    return new S3Options(
        endpoint,
        text("s3.region"),
        addressing(endpoint.isPresent()),
        credentials(),
        number("s3.connections", 96, 1, 10_000),
        duration("s3.connect_timeout", CONNECT_TIMEOUT),
        duration("s3.request_timeout", REQUEST_TIMEOUT),
        number("s3.retries", 3, 0, 100));
  }

  private static URI endpoint(String text) {
    try {
      URI uri = URI.create(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the text, which may hold a password.
    }
    throw invalid("s3.endpoint is like https://host:port, without user and password");
  }

  private S3Options.Addressing addressing(boolean ownEndpoint) {
    return switch (text("s3.path_style").orElse(Boolean.toString(ownEndpoint))) {
      case "true" -> S3Options.Addressing.PATH;
      case "false" -> S3Options.Addressing.HOST;
      default -> throw invalid("s3.path_style is true or false");
    };
  }

  private Optional<S3Credentials> credentials() {
    Optional<String> access = text("s3.access_key");
    Optional<String> secret = text("s3.secret_key");
    Optional<String> token = text("s3.session_token");
    if (access.isPresent() != secret.isPresent()) {
      throw invalid("s3.access_key and s3.secret_key go together");
    }
    if (token.isPresent() && access.isEmpty()) {
      throw invalid("s3.session_token needs s3.access_key and s3.secret_key");
    }
    return access.map(key -> new S3Credentials(key, secret.orElseThrow(), token));
  }

  private Duration duration(String key, Duration fallback) {
    Duration length =
        text(key)
            .map(v -> LengthOfTime.read("stores.delta." + key, v, ErrorCode.INVALID_CONFIGURATION))
            .orElse(fallback);
    if (length.toMillis() == 0) {
      throw invalid(key + " is at least 1ms");
    }
    return length;
  }

  private int number(String key, int fallback, int least, int most) {
    String value = text(key).orElse(Integer.toString(fallback));
    int number = value.matches("\\d{1,6}") ? Integer.parseInt(value) : -1;
    if (number < least || number > most) {
      throw invalid(key + " is a number from " + least + " to " + most + ", not " + value);
    }
    return number;
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(given.get(key)).filter(value -> !value.isBlank());
  }

  private static PitwallException invalid(String problem) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, "stores.delta: " + problem);
  }
}
