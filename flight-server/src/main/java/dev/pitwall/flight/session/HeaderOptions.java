package dev.pitwall.flight.session;

import dev.pitwall.core.session.SessionSettings;
import dev.pitwall.spi.error.PitwallException;
import io.grpc.Metadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Session options that come as headers: so do those that a client's connection string has and the
 * client does not know, as Arrow's JDBC driver does it.
 */
final class HeaderOptions {
  private static final List<Metadata.Key<String>> KEYS =
      Stream.concat(
              Stream.of(SessionOptions.CATALOG),
              SessionSettings.DEFAULTS.asText().keySet().stream())
          .map(name -> Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER))
          .toList();

  private Map<String, String> last = Map.of();

  /**
   * Sets what a call's headers say, unless those of a call before said the same: what a statement
   * set since then stays.
   *
   * @throws PitwallException INVALID_VALUE when an option cannot have that value; then nothing is
   *     set
   */
  synchronized void apply(Metadata headers, ClientSession session) {
    Map<String, String> said = read(headers);
    if (said.isEmpty() || said.equals(last)) {
      return;
    }
    SessionSettings settings = session.query().settings();
    for (Map.Entry<String, String> option : said.entrySet()) {
      settings = SessionOptions.with(settings, option.getKey(), option.getValue());
    }
    session.query().set(settings);
    last = said;
  }

  private static Map<String, String> read(Metadata headers) {
    Map<String, String> said = Map.of();
    for (Metadata.Key<String> key : KEYS) {
      String value = headers.get(key);
      if (value != null) {
        said = said.isEmpty() ? new HashMap<>() : said;
        said.put(key.name(), value);
      }
    }
    return said;
  }
}
