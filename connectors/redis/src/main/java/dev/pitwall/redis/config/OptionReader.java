package dev.pitwall.redis.config;

import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.time.LengthOfTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the section {@code stores.redis} of the configuration. */
public final class OptionReader {
  private static final List<String> KEYS =
      List.of(
          "uris",
          "mode",
          "project",
          "user",
          "password",
          "tls.trusted",
          "tls.certificate",
          "tls.key",
          "read_key_versions",
          "key_ttl",
          "connect_timeout",
          "read_timeout",
          "write_timeout",
          "lookup_deadline",
          "write_deadline",
          "in_flight");
  private static final int DEFAULT_IN_FLIGHT = 4_096;
  private static final int MAXIMUM_IN_FLIGHT = 100_000;

  private final Map<String, String> given;

  private OptionReader(Map<String, String> given) {
    this.given = given;
  }

  /**
   * Reads all options, and checks them.
   *
   * @throws PitwallException INVALID_CONFIGURATION naming the key that is wrong
   */
  public static RedisOptions read(Map<String, String> given) {
    for (String key : given.keySet()) {
      if (!KEYS.contains(key)) {
        throw invalid("there is no key " + key + Suggestion.didYouMean(key, KEYS));
      }
    }
    return new OptionReader(given).options();
  }

  private RedisOptions options() {
    List<ServerAddress> servers =
        list("uris", "redis://127.0.0.1:6379").stream().map(ServerAddress::parse).toList();
    if (servers.stream().map(ServerAddress::transport).distinct().count() != 1) {
      throw invalid("uris needs one server or more, all under redis:// or all under rediss://");
    }
    return new RedisOptions(
        servers,
        deployment(servers.size()),
        text("project").orElse("pitwall"),
        credentials(),
        tls(),
        versions(),
        text("key_ttl").map(value -> duration("key_ttl", value)),
        limits(),
        inFlight());
  }

  private Deployment deployment(int servers) {
    String fallback = servers > 1 ? "cluster" : "single";
    return switch (text("mode").orElse(fallback)) {
      case "single" -> {
        if (servers > 1) {
          throw invalid("mode single takes one server in uris, not " + servers);
        }
        yield Deployment.SINGLE;
      }
      case "cluster" -> Deployment.CLUSTER;
      default -> throw invalid("mode is single or cluster");
    };
  }

  private Credentials credentials() {
    Credentials credentials = new Credentials(text("user"), text("password"));
    if (credentials.user().isPresent() && credentials.password().isEmpty()) {
      throw invalid("user needs a password");
    }
    return credentials;
  }

  private TlsFiles tls() {
    TlsFiles files = new TlsFiles(file("tls.trusted"), file("tls.certificate"), file("tls.key"));
    if (files.certificate().isPresent() != files.key().isPresent()) {
      throw invalid("tls.certificate and tls.key go together");
    }
    return files;
  }

  private List<KeyVersion> versions() {
    List<KeyVersion> versions =
        list("read_key_versions", "3").stream().map(OptionReader::version).distinct().toList();
    if (versions.isEmpty() || versions.get(0) != KeyVersion.V3) {
      throw invalid("read_key_versions begins with 3, the version that is written");
    }
    return versions;
  }

  private static KeyVersion version(String number) {
    return switch (number) {
      case "3" -> KeyVersion.V3;
      case "2" -> KeyVersion.V2;
      case "1" -> KeyVersion.V1;
      default -> throw invalid("read_key_versions knows 3, 2 and 1, not " + number);
    };
  }

  private TimeLimits limits() {
    TimeLimits standard = TimeLimits.DEFAULT;
    return new TimeLimits(
        duration("connect_timeout", standard.connect()),
        duration("read_timeout", standard.read()),
        duration("write_timeout", standard.write()),
        duration("lookup_deadline", standard.lookup()),
        duration("write_deadline", standard.update()));
  }

  private Duration duration(String key, Duration fallback) {
    return text(key).map(value -> duration(key, value)).orElse(fallback);
  }

  private static Duration duration(String key, String value) {
    Duration length =
        LengthOfTime.read("stores.redis." + key, value, ErrorCode.INVALID_CONFIGURATION);
    if (length.toMillis() == 0) {
      throw invalid(key + " is at least 1ms, not " + value);
    }
    return length;
  }

  private int inFlight() {
    String value = text("in_flight").orElse(Integer.toString(DEFAULT_IN_FLIGHT));
    int number = value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
    if (number < 1 || number > MAXIMUM_IN_FLIGHT) {
      throw invalid("in_flight is a number from 1 to " + MAXIMUM_IN_FLIGHT + ", not " + value);
    }
    return number;
  }

  private Optional<Path> file(String key) {
    Optional<Path> file = text(key).map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw invalid(key + " names the file " + file.get() + ", which cannot be read");
    }
    return file;
  }

  private List<String> list(String key, String fallback) {
    String text = text(key).orElse(fallback);
    return Arrays.stream(text.split(",")).map(String::trim).filter(t -> !t.isEmpty()).toList();
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(given.get(key)).filter(value -> !value.isBlank());
  }

  private static PitwallException invalid(String problem) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, "stores.redis: " + problem);
  }
}
